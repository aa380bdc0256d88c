namespace Sirekap.Training;

/// <summary>What a network that had never seen a box (nor a copy of it) made of it.</summary>
/// <param name="File">The box.</param>
/// <param name="Class">What is in it.</param>
/// <param name="Scores">One a class, before calibration.</param>
/// <param name="Fold">Which fold it was in.</param>
public sealed record BoxReading(string File, int Class, float[] Scores, int Fold);
