using System.Numerics;
using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Statements;

/// <summary>
/// The figures of a form, or of a plenary's paper, within a statement: the votes, the parties' own sums where at least one is given, then
/// each row of counts of which at least one is given.
/// </summary>
internal static class FieldsCodec
{
    /// <summary>Above every ballot: 18 parties with ten candidates each have 198 choices.</summary>
    private const int MostChoices = 4096;

    /// <summary>Each group with what opens it, <c>,"roll":[</c> and its siblings, made once.</summary>
    private static readonly (FieldRow Group, byte[] Opening)[] Groups =
    [
        .. Fields.Rows.Select(group => (group, Encoding.ASCII.GetBytes($",\"{group.Name}\":["))),
    ];

    /// <summary>Reads them with the comma that precedes them.</summary>
    public static FormFields Read(ref CanonicalReader r)
    {
        r.Expect(","u8);
        return ReadFirst(ref r);
    }

    /// <summary>Reads them as the first members of an object.</summary>
    public static FormFields ReadFirst(ref CanonicalReader r)
    {
        r.Expect("\"votes\":["u8);
        return ReadOpened(ref r);
    }

    /// <summary>Reads them with the comma that precedes them, if they are there.</summary>
    public static FormFields? ReadOptional(ref CanonicalReader r) => r.Take(",\"votes\":["u8) ? ReadOpened(ref r) : null;

    private static FormFields ReadOpened(ref CanonicalReader r)
    {
        var votes = ReadList<int>(ref r, Fields.Largest);
        var (counts, parties) = ReadRest<int>(ref r, Fields.Largest);
        return new FormFields(votes, counts, parties);
    }

    /// <summary>Reads a plenary's with the comma that precedes them; a region may have no columns of votes.</summary>
    public static (long[] Votes, long[] Counts, long[]? Parties) ReadTotals(ref CanonicalReader r, long largest)
    {
        r.Expect(",\"votes\":["u8);
        var votes = r.Take("]"u8) ? [] : ReadList<long>(ref r, largest);
        var (counts, parties) = ReadRest<long>(ref r, largest);
        return (votes, counts, parties);
    }

    private static (T[] Counts, T[]? Parties) ReadRest<T>(ref CanonicalReader r, long largest)
        where T : unmanaged, IBinaryInteger<T>
    {
        T[]? parties = null;
        if (r.Take(",\"parties\":["u8))
        {
            parties = ReadList<T>(ref r, largest);
            if (!parties.AsSpan().ContainsAnyExcept(-T.One))
            {
                r.Fail("parties without a figure are left out");
            }
        }

        var counts = new T[Fields.Count];
        Array.Fill(counts, -T.One);
        foreach (var (group, opening) in Groups)
        {
            if (r.Take(opening))
            {
                ReadGroup(ref r, group, counts, largest);
            }
        }

        return (counts, parties);
    }

    private static T[] ReadList<T>(ref CanonicalReader r, long largest)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> figures = stackalloc T[16];
        var many = default(List<T>);
        var count = 0;
        do
        {
            var figure = ReadFigure<T>(ref r, largest);
            if (count < figures.Length)
            {
                figures[count] = figure;
            }
            else
            {
                many ??= [.. figures];
                many.Add(figure);
            }

            count++;
        } while (!r.Failed && count < MostChoices && r.Take(","u8));
        r.Expect("]"u8);
        return many is null ? figures[..Math.Min(count, figures.Length)].ToArray() : [.. many];
    }

    private static void ReadGroup<T>(ref CanonicalReader r, FieldRow group, T[] counts, long largest)
        where T : unmanaged, IBinaryInteger<T>
    {
        var given = false;
        for (var i = 0; i < group.Length; i++)
        {
            if (i > 0)
            {
                r.Expect(","u8);
            }

            var figure = ReadFigure<T>(ref r, largest);
            given |= !T.IsNegative(figure);
            counts[(int)group.First + i] = figure;
        }

        r.Expect("]"u8);
        if (!given)
        {
            r.Fail($"a group without a figure is left out: {group.Name}");
        }
    }

    private static T ReadFigure<T>(ref CanonicalReader r, long largest)
        where T : unmanaged, IBinaryInteger<T> => r.Take("null"u8) ? -T.One : T.CreateTruncating(r.Number(largest));

    public static void Write<T>(CanonicalWriter w, Figures<T> fields)
        where T : struct, IBinaryInteger<T> => WriteFirst(w.Raw(","u8), fields);

    public static void WriteFirst<T>(CanonicalWriter w, Figures<T> fields)
        where T : struct, IBinaryInteger<T>
    {
        WriteList(w.Raw("\"votes\":["u8), fields.Votes);
        if (!fields.PartyTotals.IsEmpty)
        {
            WriteList(w.Raw(",\"parties\":["u8), fields.PartyTotals);
        }

        foreach (var (group, opening) in Groups)
        {
            var figures = fields.Counts.Slice((int)group.First, group.Length);
            if (!figures.ContainsAnyExcept(-T.One))
            {
                continue;
            }

            WriteList(w.Raw(opening), figures);
        }
    }

    private static void WriteList<T>(CanonicalWriter w, ReadOnlySpan<T> figures)
        where T : struct, IBinaryInteger<T>
    {
        for (var i = 0; i < figures.Length; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8);
            if (T.IsNegative(figures[i]))
            {
                w.Raw("null"u8);
            }
            else
            {
                w.Number(long.CreateTruncating(figures[i]));
            }
        }

        w.Raw("]"u8);
    }
}
