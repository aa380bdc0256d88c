namespace Sirekap.House.Tests;

/// <summary>What tests in a browser wait for.</summary>
public sealed class BrowserWaitTests
{
    private const string Home = "tests/Sirekap.Officers.Tests/Stage/Phone.cs";

    /// <summary>
    /// An app draws a screen some time after its address has changed; a test that looks at once looks at the screen before, now and then.
    /// </summary>
    [Fact]
    public void Another_screen_is_gone_to_in_one_place_which_waits_for_it()
    {
        var homes =
            from file in Repository.Tracked
            where file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            where Repository.Read(file).Contains("location." + "hash", StringComparison.Ordinal)
            select file;
        homes.ShouldBe([Home]);
        Repository.Read(Home).ShouldContain("document.body.dataset.shown");
    }
}
