using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Statements;

/// <summary>The figures of a form within a statement: the votes, then each group of counts of which at least one is given.</summary>
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
        Span<int> votes = stackalloc int[16];
        var many = default(List<int>);
        var count = 0;
        do
        {
            var vote = ReadFigure(ref r);
            if (count < votes.Length)
            {
                votes[count] = vote;
            }
            else
            {
                many ??= [.. votes];
                many.Add(vote);
            }

            count++;
        } while (!r.Failed && count < MostChoices && r.Take(","u8));
        r.Expect("]"u8);

        var counts = FormFields.NoCounts();
        foreach (var (group, opening) in Groups)
        {
            if (r.Take(opening))
            {
                ReadGroup(ref r, group, counts);
            }
        }

        return new FormFields(many is null ? votes[..Math.Min(count, votes.Length)].ToArray() : [.. many], counts);
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
        w.Raw("\"votes\":["u8);
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            WriteFigure(w.Raw(i == 0 ? ""u8 : ","u8), fields.Votes[i]);
        }

        w.Raw("]"u8);
        foreach (var (group, opening) in Groups)
        {
            var figures = fields.Counts.Slice((int)group.First, group.Length);
            if (!figures.ContainsAnyExcept(FormFields.Missing))
            {
                continue;
            }

            w.Raw(opening);
            for (var i = 0; i < figures.Length; i++)
            {
                WriteFigure(w.Raw(i == 0 ? ""u8 : ","u8), figures[i]);
            }

            w.Raw("]"u8);
        }
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
