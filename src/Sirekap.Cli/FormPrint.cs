using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Notes;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Record;

namespace Sirekap.Cli;

/// <summary>
/// How a contest's forms are printed: by the layout that is made for what its form is, else line by line (<see cref="PlainForm"/>).
/// </summary>
/// <param name="record">The election.</param>
/// <param name="names">Its names.</param>
/// <param name="contest">The contest.</param>
/// <param name="root">The commission's key, which seals every page.</param>
internal sealed class FormPrint(ElectionRecord record, ElectionNames names, Contest contest, EcdsaSigner root)
{
    private readonly FormLayout? _layout = FormLayouts.For(contest);

    public Contest Contest => contest;

    /// <summary>Of a sheet, in millimetres.</summary>
    public (double Width, double Height) Size =>
        _layout is { } layout ? (layout.Pages[0].Width, layout.Pages[0].Height) : (PlainForm.Width, PlainForm.Height);

    /// <summary>Why photos of these forms are not read by the program; null where they are.</summary>
    public string? Unread =>
        _layout is null ? $"the reader of photos knows no layout for the form of {contest.Code}: people read it"
        : _layout.Contest != contest.Code
            ? $"the reader of photos takes {_layout.Name} for a form of {_layout.Contest} "
                + $"and does not read it as {contest.Code}: people read it"
        : null;

    /// <summary>The sheets of a station.</summary>
    public IReadOnlyList<PrintedSheet> Of(RegionCode station)
    {
        var words = Words(station);
        string Seal(int page) =>
            PageSeals.Sign(new PageSeal(record.Head.Election, contest.Code, station, page, words.Parties(), default), root).ToString();
        return _layout is { } layout ? PrintedForm.Of(layout with { Contest = contest.Code }, words, Seal) : Plain(station).Sheets(Seal);
    }

    /// <summary>Every text on them.</summary>
    public IEnumerable<string> TextsOf(RegionCode station) => _layout is { } layout ? Words(station).Texts(layout) : Plain(station).Texts;

    private FormWords Words(RegionCode station) => new(names, contest, contest.DistrictOf(station), station);

    private PlainForm Plain(RegionCode station) => new(names, contest, station, Digits(record.Structure.Limits.Law));

    /// <summary>Three boxes, as on the commission's forms, or as many as the most voters of a station have digits.</summary>
    private static int Digits(int most) => Math.Clamp(most.ToString(System.Globalization.CultureInfo.InvariantCulture).Length, 3, 6);
}
