using Sirekap.Demo.Tricks;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>Who noticed, in the words of tests.</summary>
internal static class Noticing
{
    public static Observation By(this CheatReport report, Observer who) =>
        report.Observations.Single(observation => observation.Who == who);

    public static Observer[] Noticed(this CheatReport report) =>
        [.. report.Observations.Where(observation => observation.Noticed).Select(observation => observation.Who)];

    /// <summary>
    /// What verifies with nothing but the folder finds nothing in a copy that agrees with itself; everybody who has more does.
    /// </summary>
    public static void ShouldBeSeenOnlyByWhoRemembers(
        this CheatReport report,
        FindingRule witness,
        FindingRule? receipt = FindingRule.NotIncluded,
        string? what = null
    )
    {
        report.By(Observer.Anyone).ShouldBeEquivalentTo(new Observation(Observer.Anyone, [], Silence.Agrees), what);
        report.By(Observer.PolicyHolder).Findings.ShouldHaveSingleItem(what).Rule.ShouldBe(FindingRule.Policy, what);
        report.By(Observer.Reader).Findings.ShouldHaveSingleItem(what).Rule.ShouldBe(FindingRule.EarlierCheckpoint, what);
        report.By(Observer.LogWitness).Findings.ShouldHaveSingleItem(what).Rule.ShouldBe(witness, what);
        report.By(Observer.Officer).Findings.Select(finding => (FindingRule?)finding.Rule).ShouldBe(receipt is null ? [] : [receipt], what);
    }
}
