using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sirekap.Elections;
using Sirekap.Ledger.Notes;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>Changes a ledger before it is signed: bytes of a statement, its values, statements whole, who signs, and the blobs
/// they name.</summary>
internal sealed partial class DraftMutator(Random random, Draft draft)
{
    private static readonly ILookup<string, string> Pool = Drafts
        .All.SelectMany(base_ => base_.Entries)
        .SelectMany(said => Member().Matches(said.Text).Select(match => (Key: match.Groups["key"].Value, match.Groups["value"].Value)))
        .Distinct()
        .ToLookup(member => member.Key, member => member.Value);

    private static readonly IReadOnlyList<byte[]> Grammar =
    [
        .. new[]
        {
            "\"",
            ",",
            "null",
            "[",
            "]",
            "{",
            "}",
            ":",
            "\"votes\":",
            "\"sums\":",
            "\"parties\":",
            "\"photos\":",
            "\"dated\":",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>One change; says in a few words which.</summary>
    public string Change()
    {
        var at = random.Next(draft.Entries.Count);
        return random.Next(24) switch
        {
            < 6 => Figure(at),
            < 9 => Known(at),
            < 11 => Odd(at),
            11 => Bytes(at),
            12 => Member(at),
            13 or 14 => Drop(at),
            15 => Swap(at),
            16 => Again(at),
            17 => Foreign(at),
            18 => Signers(at),
            19 => Damage(at),
            20 or 21 => Blob(),
            22 => Length(at),
            _ => Photo(at),
        };
    }

    /// <summary>A figure of a form is another; half the time its sums follow, so that the form is as good as before.</summary>
    private string Figure(int at)
    {
        var forms = Enumerable.Range(0, draft.Entries.Count).Where(i => draft.Entries[i].Text.Contains("\"votes\":[", Ordinal)).ToList();
        if (forms.Count == 0)
        {
            return Known(at);
        }

        at = forms[random.Next(forms.Count)];
        var sums = random.Next(2) == 0;
        var by = random.Next(1, 4);
        Set(
            at,
            text =>
            {
                var changed = FirstVote().Replace(text, match => Plus(match, by), 1);
                return sums ? Sum().Replace(Both().Replace(changed, m => Plus(m, by), 1), m => Sums(m, by), 1) : changed;
            }
        );
        return $"entry {at}: a figure {(sums ? "and its sums" : "")}";
    }

    private static string Plus(Match match, int by) => match.Groups["before"].Value + Add(match.Groups["n"].Value, by);

    private static string Sums(Match match, int by) =>
        $"\"sums\":[{Add(match.Groups["valid"].Value, by)},{match.Groups["invalid"].Value},{Add(match.Groups["all"].Value, by)}]";

    private static string Add(string number, int by) =>
        Int128.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? (n + by).ToString(CultureInfo.InvariantCulture)
            : number;

    /// <summary>A value is one that stands elsewhere under the same name.</summary>
    private string Known(int at) =>
        Value(at, (key, old) => Pool[key].ElementAtOrDefault(random.Next(Math.Max(1, Pool[key].Count()))) ?? old);

    private string Odd(int at) =>
        Value(
            at,
            (_, old) =>
                old.StartsWith('"')
                    ? random.Next(4) == 0
                        ? old.Insert(random.Next(1, old.Length), OddValues.Texts[random.Next(OddValues.Texts.Count)])
                        : $"\"{OddValues.Texts[random.Next(OddValues.Texts.Count)]}\""
                    : OddNumber(old)
        );

    private string OddNumber(string old)
    {
        var numbers = Number().Matches(old);
        if (numbers.Count == 0)
        {
            return OddValues.Numbers[random.Next(OddValues.Numbers.Count)];
        }

        var one = numbers[random.Next(numbers.Count)];
        return old[..one.Index] + OddValues.Numbers[random.Next(OddValues.Numbers.Count)] + old[(one.Index + one.Length)..];
    }

    private string Value(int at, Func<string, string, string> other)
    {
        var members = Member().Matches(draft.Entries[at].Text);
        if (members.Count == 0)
        {
            return "nothing";
        }

        // The head's three are the same everywhere; a change of them is worth a try now and then, not every time.
        var member = members[random.Next(8) == 0 ? random.Next(members.Count) : random.Next(Math.Min(3, members.Count - 1), members.Count)];
        var (key, value) = (member.Groups["key"].Value, member.Groups["value"]);
        var now = other(key, value.Value);
        Set(at, text => text[..value.Index] + now + text[(value.Index + value.Length)..]);
        return $"entry {at}: {key} is {now}";
    }

    private string Bytes(int at)
    {
        var text = draft.Entries[at].Text;
        var mutated = new Mutator(random, Grammar, 4096).Mutate(Encoding.Latin1.GetBytes(text), [Encoding.Latin1.GetBytes(text)]);
        Set(at, _ => Encoding.Latin1.GetString(mutated));
        return $"entry {at}: bytes";
    }

    /// <summary>A member is left out, doubled, or comes from elsewhere.</summary>
    private string Member(int at)
    {
        var members = Member().Matches(draft.Entries[at].Text);
        if (members.Count == 0)
        {
            return "nothing";
        }

        var (one, key) = (members[random.Next(members.Count)], Pool.ElementAt(random.Next(Pool.Count)));
        var more = $",\"{key.Key}\":{key.ElementAt(random.Next(key.Count()))}";
        Set(
            at,
            text =>
                random.Next(3) switch
                {
                    0 => text.Remove(one.Index, one.Length).Replace(",,", ",", Ordinal),
                    1 => text.Insert(one.Index + one.Length, "," + one.Value),
                    _ => text.Insert(one.Index + one.Length, more),
                }
        );
        return $"entry {at}: a member less or more";
    }

    private string Drop(int at)
    {
        draft.Entries.RemoveAt(at);
        return $"entry {at}: left out";
    }

    private string Swap(int at)
    {
        var other = Math.Min(at + 1 + random.Next(3), draft.Entries.Count - 1);
        (draft.Entries[at], draft.Entries[other]) = (draft.Entries[other], draft.Entries[at]);
        return $"entries {at} and {other}: exchanged";
    }

    private string Again(int at)
    {
        draft.Entries.Insert(random.Next(at + 1, draft.Entries.Count + 1), draft.Entries[at]);
        return $"entry {at}: said again" + (random.Next(3) == 0 ? "" : ", " + Known(draft.Entries.Count - 1));
    }

    private string Foreign(int at)
    {
        var other = Drafts.All[random.Next(Drafts.All.Count)];
        draft.Entries.Insert(at, other.Entries[random.Next(other.Entries.Count)]);
        return $"entry {at}: one of {other.Name}";
    }

    private string Signers(int at)
    {
        var said = draft.Entries[at];
        SignerKey other = random.Next(6) == 0 ? SampleLog.Log : SampleElection.Keys[random.Next(14)];
        draft.Entries[at] = said with
        {
            Signers = random.Next(5) switch
            {
                0 => [.. said.Signers, other],
                1 => [.. said.Signers, .. said.Signers],
                2 => [],
                _ => [other],
            },
        };
        return $"entry {at}: other signers";
    }

    /// <summary>Bytes of the signed entry: its signature lines above all.</summary>
    private string Damage(int at)
    {
        var (seed, kind) = (random.Next(), random.Next(8));
        draft.Entries[at] = draft.Entries[at] with
        {
            Damage =
                kind == 0
                    ? bytes => new Mutator(new Random(seed), Grammar, 8192).Mutate(bytes, [bytes])
                    : bytes => NoteDamage.Of(bytes, kind),
        };
        return $"entry {at}: its note, {kind}";
    }

    private string Blob()
    {
        var (old, bytes) = draft.Blobs.ElementAt(random.Next(draft.Blobs.Count));
        var text = Encoding.Latin1.GetString(bytes);
        var numbers = Number().Matches(text);
        if (numbers.Count > 0 && random.Next(3) > 0)
        {
            var one = numbers[random.Next(numbers.Count)];
            var other = random.Next(3) == 0 ? OddValues.Numbers[random.Next(OddValues.Numbers.Count)] : Add(one.Value, random.Next(1, 3));
            text = text[..one.Index] + other + text[(one.Index + one.Length)..];
        }
        else
        {
            text = Encoding.Latin1.GetString(new Mutator(random, Grammar, 4096).Mutate(bytes, [bytes]));
        }

        draft.Exchange(old, Encoding.Latin1.GetBytes(text));
        return $"blob {old}";
    }

    /// <summary>The length beside a blob's hash is another.</summary>
    private string Length(int at)
    {
        var named = Enumerable.Range(0, draft.Entries.Count).Where(i => BlobBytes().IsMatch(draft.Entries[i].Text)).ToList();
        if (named.Count == 0)
        {
            return Known(at);
        }

        at = named[random.Next(named.Count)];
        Set(at, text => BlobBytes().Replace(text, match => $"\"bytes\":{Add(match.Groups["n"].Value, 1)}", 1));
        return $"entry {at}: a blob's length";
    }

    /// <summary>A photo of a form is a blob that the publication has, or the other way round.</summary>
    private string Photo(int at)
    {
        var form = draft.Entries.FindIndex(said => said.Text.Contains("\"kind\":\"form\"", Ordinal));
        if (form < 0 || draft.Blobs.Count == 0)
        {
            return Known(at);
        }

        var blob = draft.Blobs.ElementAt(random.Next(draft.Blobs.Count)).Key;
        Set(form, text => text.Contains("\"photos\"", Ordinal) ? text : text.Replace("}\n", $",\"photos\":[\"{blob}\"]}}\n", Ordinal));
        return $"entry {form}: a photo";
    }

    private void Set(int at, Func<string, string> change) => draft.Rewrite((i, text) => i == at ? change(text) : text);

    private const StringComparison Ordinal = StringComparison.Ordinal;

    [GeneratedRegex(
        "\"(?<key>[A-Za-z]+)\":(?<value>\"[^\"]*\"|\\[[^\\]]*\\]|[0-9]+|null|\\{\"sha256\":\"[0-9a-f]*\",\"bytes\":[0-9]+\\})",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Member();

    [GeneratedRegex("[0-9]+|null", RegexOptions.None, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex("(?<before>\"votes\":\\[)(?<n>[0-9]+)", RegexOptions.None, 10_000)]
    private static partial Regex FirstVote();

    [GeneratedRegex("(?<before>\"voters\":\\[[^,]*,[^,]*,)(?<n>[0-9]+)", RegexOptions.None, 10_000)]
    private static partial Regex Both();

    [GeneratedRegex("\"sums\":\\[(?<valid>[0-9]+),(?<invalid>[0-9]+),(?<all>[0-9]+)\\]", RegexOptions.None, 10_000)]
    private static partial Regex Sum();

    [GeneratedRegex("\"bytes\":(?<n>[0-9]+)", RegexOptions.None, 10_000)]
    private static partial Regex BlobBytes();
}
