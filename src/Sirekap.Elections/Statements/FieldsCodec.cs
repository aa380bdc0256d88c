using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Statements;

/// <summary>
/// The figures of a form within a statement: the votes, the parties' own sums where at least one is given, then each group of counts of
/// which at least one is given.
/// </summary>
internal static class FieldsCodec
{
    /// <summary>Above every ballot: 18 parties with ten candidates each have 198 choices.</summary>
    private const int MostChoices = 4096;

    /// <summary>Each group with what opens it, <c>,"roll":[</c> and its siblings, made once.</summary>
    private static readonly (FieldGroup Group, byte[] Opening)[] Groups =
    [
        .. Fields.Groups.Select(group => (group, Encoding.ASCII.GetBytes($",\"{group.Name}\":["))),
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
        var votes = ReadList(ref r);
        int[]? parties = null;
        if (r.Take(",\"parties\":["u8))
        {
            parties = ReadList(ref r);
            if (!parties.AsSpan().ContainsAnyExcept(FormFields.Missing))
            {
                r.Fail("parties without a figure are left out");
            }
        }

        var counts = FormFields.NoCounts();
        foreach (var (group, opening) in Groups)
        {
            if (r.Take(opening))
            {
                ReadGroup(ref r, group, counts);
            }
        }

        return new FormFields(votes, counts, parties);
    }

    private static int[] ReadList(ref CanonicalReader r)
    {
        Span<int> figures = stackalloc int[16];
        var many = default(List<int>);
        var count = 0;
        do
        {
            var figure = ReadFigure(ref r);
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

    private static void ReadGroup(ref CanonicalReader r, FieldGroup group, int[] counts)
    {
        var given = false;
        for (var i = 0; i < group.Length; i++)
        {
            if (i > 0)
            {
                r.Expect(","u8);
            }

            var figure = ReadFigure(ref r);
            given |= figure != FormFields.Missing;
            counts[(int)group.First + i] = figure;
        }

        r.Expect("]"u8);
        if (!given)
        {
            r.Fail($"a group without a figure is left out: {group.Name}");
        }
    }

    private static int ReadFigure(ref CanonicalReader r) => r.Take("null"u8) ? FormFields.Missing : (int)r.Number(Fields.Largest);

    public static void Write(CanonicalWriter w, FormFields fields) => WriteFirst(w.Raw(","u8), fields);

    public static void WriteFirst(CanonicalWriter w, FormFields fields)
    {
        WriteList(w.Raw("\"votes\":["u8), fields.Votes);
        if (!fields.PartyTotals.IsEmpty)
        {
            WriteList(w.Raw(",\"parties\":["u8), fields.PartyTotals);
        }

        foreach (var (group, opening) in Groups)
        {
            var figures = fields.Counts.Slice((int)group.First, group.Length);
            if (!figures.ContainsAnyExcept(FormFields.Missing))
            {
                continue;
            }

            WriteList(w.Raw(opening), figures);
        }
    }

    private static void WriteList(CanonicalWriter w, ReadOnlySpan<int> figures)
    {
        for (var i = 0; i < figures.Length; i++)
        {
            WriteFigure(w.Raw(i == 0 ? ""u8 : ","u8), figures[i]);
        }

        w.Raw("]"u8);
    }

    private static void WriteFigure(CanonicalWriter w, int figure)
    {
        if (figure == FormFields.Missing)
        {
            w.Raw("null"u8);
        }
        else
        {
            w.Number(figure);
        }
    }
}
