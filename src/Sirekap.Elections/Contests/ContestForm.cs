using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Contests;

/// <summary>
/// Which rows of counts a contest's form has, beside its votes: all of C.HASIL, or fewer, as a student council's. Immutable; any thread.
/// </summary>
public sealed class ContestForm
{
    private readonly uint _fields;

    /// <param name="rows">In the order of the paper.</param>
    public ContestForm(IReadOnlyList<FieldRow> rows)
    {
        Rows = rows;
        foreach (var row in rows)
        {
            _fields |= ((1u << row.Length) - 1) << (int)row.First;
        }
    }

    /// <summary>Every row of C.HASIL, 2014 to 2024.</summary>
    public static ContestForm Full { get; } = new(Fields.Rows);

    public IReadOnlyList<FieldRow> Rows { get; }

    /// <summary>Whether it has every row there is.</summary>
    public bool IsFull => Rows.Count == Fields.Rows.Count;

    public bool Has(Field field) => (_fields & (1u << (int)field)) != 0;

    /// <summary>The first field that has a figure and stands in no row of this form, or null.</summary>
    public Field? Beyond(FormFields figures) => First(field => figures[field] is not null);

    /// <inheritdoc cref="Beyond(FormFields)"/>
    public Field? Beyond(TotalFigures figures) => First(field => figures[field] is not null);

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Flaw() => Rows.Any(row => row.Name == "sums") ? null : "form: a form has the row sums, what the votes come to";

    private Field? First(Func<Field, bool> isGiven)
    {
        for (var field = 0; field < Fields.Count && !IsFull; field++)
        {
            if (!Has((Field)field) && isGiven((Field)field))
            {
                return (Field)field;
            }
        }

        return null;
    }
}
