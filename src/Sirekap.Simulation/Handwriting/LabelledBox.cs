using Sirekap.Reading.Digits;

namespace Sirekap.Simulation.Handwriting;

/// <summary>A real box and what is in it.</summary>
public sealed class LabelledBox
{
    internal LabelledBox(string file, string original, int digitClass, Plane picture)
    {
        File = file;
        Original = original;
        Class = digitClass;
        Picture = picture;
        Paper = PaperOf(picture);
    }

    /// <summary>Name of its picture.</summary>
    public string File { get; }

    /// <summary>The picture that this one is a copy of, else itself.</summary>
    public string Original { get; }

    /// <summary>See <see cref="DigitClass"/>; -1 for what is none of them: such boxes are not trained on.</summary>
    public int Class { get; }

    internal Plane Picture { get; }

    internal float Paper { get; }

    /// <summary>What eight of ten pixels are darker than.</summary>
    private static float PaperOf(Plane picture)
    {
        var sorted = (float[])picture.Values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length * 8 / 10];
    }
}
