namespace Sirekap.Reading.Digits;

/// <summary>What a digit box can hold: the classes 0–9 are written digits, then a box crossed out with an X and a box left empty.</summary>
public static class DigitClass
{
    /// <summary>Crossed out with an X, as KPU's guide tells officers to do with leading boxes that are not needed.</summary>
    public const int Crossed = 10;

    /// <summary>Nothing written.</summary>
    public const int Blank = 11;

    /// <summary>Ten digits, X and blank.</summary>
    public const int Count = 12;

    private static readonly string[] Labels = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "blank"];

    /// <summary>"0" … "9", "X", "blank".</summary>
    public static string Label(int digitClass) => Labels[digitClass];

    /// <returns>The class of a label, or -1 where there is none of that name.</returns>
    public static int FromLabel(string label) => Array.IndexOf(Labels, label);
}
