namespace Sirekap.Training;

/// <summary>Bad usage, or boxes that cannot be read: said in one line.</summary>
public sealed class TrainingFailure(string message) : Exception(message);
