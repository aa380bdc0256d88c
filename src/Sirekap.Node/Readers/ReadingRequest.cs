using Sirekap.Record;

namespace Sirekap.Node.Readers;

/// <summary>What a process that reads photos is asked.</summary>
/// <param name="Contest">The contest that the form should be of.</param>
/// <param name="Election">The election's id, which seals name.</param>
/// <param name="Roots">The keys that sign seals, SPKI.</param>
/// <param name="Photos">The photos of one form.</param>
public sealed record ReadingRequest(
    string Contest,
    string Election,
    IReadOnlyList<byte[]> Roots,
    IReadOnlyList<ReadOnlyMemory<byte>> Photos
)
{
    /// <summary>What is read of these photos, in this process.</summary>
    public Reading.FormReading Read() => Reading.FormReader.Default.Read(Photos, Contest, seal => PageSeals.Signed(seal, Election, Roots));

    /// <summary>Writes it, each part after its length.</summary>
    public void Write(Stream to)
    {
        using var writer = new BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Contest);
        writer.Write(Election);
        writer.Write(Roots.Count);
        foreach (var root in Roots)
        {
            writer.Write(root.Length);
            writer.Write(root);
        }

        writer.Write(Photos.Count);
        foreach (var photo in Photos)
        {
            writer.Write(photo.Length);
            writer.Write(photo.Span);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null where nothing more comes.</summary>
    public static ReadingRequest? Read(Stream from)
    {
        using var reader = new BinaryReader(from, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            var (contest, election) = (reader.ReadString(), reader.ReadString());
            var roots = Parts(reader);
            return new ReadingRequest(contest, election, roots, [.. Parts(reader).Select(photo => new ReadOnlyMemory<byte>(photo))]);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static byte[][] Parts(BinaryReader reader)
    {
        var parts = new byte[reader.ReadInt32()][];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new byte[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(parts[i]);
        }

        return parts;
    }
}
