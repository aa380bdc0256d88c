using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>
/// What a screen reader is given, in its order: the browser's own accessibility tree, beside files that were read by people. Sites have
/// passed axe that nobody could follow by ear. Figures, hashes and names of keys are left out: the order is what is kept.
/// </summary>
public sealed partial class SpokenTests(Theatre theatre, Reader reader) : IClassFixture<Reader>
{
    private const string Folder = "Spoken";

    /// <summary>Nodes that repeat what the one above them says, or only lay out.</summary>
    private static readonly string[] Unspoken = ["InlineTextBox", "LayoutTableCell", "none", "generic", "LineBreak", "ListMarker"];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var name in new[] { "station-counted", "station-contradictory", "district", "district-certified" })
            {
                pages.Add(name, Tongue.Indonesian.Code);
                pages.Add(name, Tongue.English.Code);
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_spoken_in_the_order_that_was_listened_to(string name, string language)
    {
        var spoken = (await SpokenAsync(name, language)).Split('\n');
        var listened = (
            await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, Folder, $"{name}.{language}.txt"),
                TestContext.Current.CancellationToken
            )
        ).Split('\n');
        var same = spoken.Zip(listened).TakeWhile(pair => pair.First == pair.Second).Count();
        (same == spoken.Length && same == listened.Length).ShouldBeTrue(
            $"line {same + 1}:\n{Around(listened, same)}\nis now\n{Around(spoken, same)}"
        );
    }

    /// <summary>Writes the files anew, into the folder SPOKEN_TO; they are to be read before they are kept.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Pages))]
    public async Task What_is_spoken_is_written(string name, string language) =>
        await File.WriteAllTextAsync(
            Path.Combine(Environment.GetEnvironmentVariable("SPOKEN_TO")!, $"{name}.{language}.txt"),
            await SpokenAsync(name, language),
            TestContext.Current.CancellationToken
        );

    /// <summary>A page has a thousand lines: those around where it differs are told.</summary>
    private static string Around(string[] lines, int at) => string.Join('\n', lines.Skip(Math.Max(0, at - 6)).Take(18));

    private async Task<string> SpokenAsync(string name, string language)
    {
        var visit = await reader.GoAsync(theatre, PageKind.Named(name).In(theatre, Tongue.Of(language)), script: false);
        await visit.LookAsync(new Look(Look.Phone));
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        var browser = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await browser.SendAsync("Accessibility.enable");
        var tree = (await browser.SendAsync("Accessibility.getFullAXTree")).ShouldNotBeNull().GetProperty("nodes");

        // Boxes of lines may share a name; they are not spoken.
        var nodes = tree.EnumerateArray().ToLookup(node => node.GetProperty("nodeId").GetString()!, StringComparer.Ordinal);
        var spoken = new StringBuilder();
        Speak(tree[0], 0);
        await browser.DetachAsync();
        return spoken.ToString();

        void Speak(JsonElement node, int depth)
        {
            var role = TextOf(node, "role");
            var isSpoken = !node.GetProperty("ignored").GetBoolean() && !Unspoken.Contains(role);
            if (isSpoken)
            {
                var words = Plain(TextOf(node, "name"));
                spoken.Append(' ', 2 * depth).Append(role).Append(words.Length > 0 ? ": " + words : "").Append('\n');
            }

            // A link's or a heading's name is the text within it.
            if (role is "StaticText")
            {
                return;
            }

            foreach (var child in node.GetProperty("childIds").EnumerateArray())
            {
                foreach (var next in nodes[child.GetString()!].Take(1))
                {
                    Speak(next, isSpoken ? depth + 1 : depth);
                }
            }
        }
    }

    private static string TextOf(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";

    private static string Plain(string words) =>
        Months().Replace(Spaces().Replace(Figures().Replace(Names().Replace(words, "‹id›"), "#"), " "), "# ‹month› #").Trim();

    /// <summary>Hashes, roots and keys, whole or cut off; addresses of a server that listens anywhere.</summary>
    [GeneratedRegex("https?://[^ ]+|[0-9a-f]{8,64}…?|[A-Za-z0-9+/]{12,43}(=|…)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Names();

    [GeneratedRegex("[0-9]+([.,][0-9]+)*", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Figures();

    /// <summary>A day's month: the night's clock goes on while a slow machine tells it, and past the end of one.</summary>
    [GeneratedRegex("# (Jan|Feb|Mar|Apr|Mei|May|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec) #", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Months();

    [GeneratedRegex(@"\s+", RegexOptions.None, 60_000)]
    private static partial Regex Spaces();
}
