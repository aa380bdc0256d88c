using Sirekap.Demo.Tricks;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Api;
using Sirekap.Site.Pages;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>What an observer saw, or why nothing, in the words of a language.</summary>
/// <param name="page">The page.</param>
/// <param name="view">What was done.</param>
/// <param name="names">Names of regions.</param>
public sealed class FindingWords(PageContext page, CheatView view, IReadOnlyDictionary<RegionCode, NamedRegion> names)
{
    public string Of(Finding finding) =>
        finding.Rule switch
        {
            FindingRule.Entry => page.Language.Texts["curang.find.Entry", N(finding.Entry ?? 0), Why(finding)],
            FindingRule.Document => page.Language.Texts[
                "curang.find.Document",
                RegionOf(finding.Where) is { } code && names.TryGetValue(code, out var place) ? page.NameOf(place) : finding.Where
            ],
            FindingRule.EarlierCheckpoint => page.Language.Texts[
                view.Report.Forged.Size < view.Report.Honest.Size
                    ? "curang.find.EarlierCheckpoint.shorter"
                    : "curang.find.EarlierCheckpoint.other",
                N(view.Report.Honest.Size),
                N(view.Report.Forged.Size)
            ],
            FindingRule.NotIncluded => page.Language.Texts[
                finding.Entry >= view.Report.Forged.Size ? "curang.find.NotIncluded.gone" : "curang.find.NotIncluded.other",
                N(finding.Entry ?? 0),
                N(view.Report.Forged.Size)
            ],
            FindingRule.WitnessAhead => page.Language.Texts["curang.find.WitnessAhead", N(view.Report.Forged.Size)],
            FindingRule.WitnessContradicts => page.Language.Texts["curang.find.WitnessContradicts", N(view.Report.Forged.Size)],
            FindingRule.File => page.Language.Texts["curang.find.File", finding.Where],
            _ => page.Language.Texts["curang.find." + finding.Rule],
        };

    public string Of(Observation silent) =>
        silent.Who switch
        {
            Observer.Anyone => page.Language.Texts[
                view.Kind switch
                {
                    CheatKind.Drop or CheatKind.Cut or CheatKind.Backdate => "curang.silent.Anyone." + view.Kind,
                    _ => "curang.silent.Agrees",
                }
            ],
            Observer.PolicyHolder => page.Language.Texts["curang.silent.PolicyHolder"],
            Observer.LogWitness when silent.Silence is not Silence.Agrees => page.Language.Texts[
                "curang.silent.LogWitness." + silent.Silence
            ],
            Observer.Officer => page.Language.Texts["curang.silent.Officer." + silent.Silence, N(view.Report.Target)],
            _ => page.Language.Texts["curang.silent.Agrees"],
        };

    /// <summary>The line as the verifier prints it, or what the observer's own program says; English both.</summary>
    public static string Line(Finding finding) =>
        finding.Rule switch
        {
            FindingRule.Entry or FindingRule.Document or FindingRule.File or FindingRule.Policy or FindingRule.EarlierCheckpoint =>
                $"FLAW  {finding.Where}: {finding.What}",
            _ => $"{finding.Where}: {finding.What}",
        };

    /// <summary>The region of a result document: <c>results/ppwp/32/3273.json</c>.</summary>
    internal static RegionCode? RegionOf(string path) =>
        RegionCode.TryParse(Path.GetFileNameWithoutExtension(path), out var code) ? code : null;

    private string Why(Finding finding) =>
        finding.Code switch
        {
            RejectionCode.BadSignature
                when view.Report.Changes.Any(change => change.Kind == ChangeKind.Inserted && change.After == finding.Entry) =>
                page.Language.Texts["curang.why.enrolment"],
            RejectionCode.BadSignature => page.Language.Texts["curang.why.BadSignature"],
            RejectionCode.UnknownKey => page.Language.Texts["curang.why.UnknownKey"],
            { } code => ApiTexts.Text(page.Language.Code, "rejection." + Rejection.NameOf(code)),
            null => finding.What,
        };

    private string N(long value) => page.Language.Number(value);
}
