using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Statements to and from their one canonical line of JSON, without the newline that ends a note's text.</summary>
public static class StatementCodec
{
    /// <summary>Longest id of an election or code of a contest.</summary>
    public const int LongestId = 64;

    private const int MostKeys = 16;
    private const int MostPhotos = 64;
    private const int MostChoices = 4096;

    /// <summary>Writes a statement.</summary>
    public static byte[] Write(StatementHead head, Statement statement)
    {
        var w = new CanonicalWriter();
        w.Raw("{\"ledger\":"u8).String(head.Ledger).Raw(",\"election\":"u8).String(head.Election).Raw(",\"rules\":"u8).Number(head.Rules).Raw(",\"kind\":\""u8);
        switch (statement)
        {
            case Definition s:
                w.Raw("definition\",\"type\":"u8).String(Words.Kinds.Of(s.Kind)).Raw(",\"log\":"u8).Base64(s.Log).Raw(",\"roots\":["u8);
                for (var i = 0; i < s.Roots.Count; i++)
                {
                    w.Raw(i == 0 ? ""u8 : ","u8).Base64(s.Roots[i]);
                }

                w.Raw("],\"quorum\":"u8).Number(s.Quorum);
                WriteBlob(w.Raw(",\"contests\":"u8), s.Contests);
                WriteBlob(w.Raw(",\"regions\":"u8), s.Regions);
                WriteBlob(w.Raw(",\"names\":"u8), s.Names);
                break;
            case Time s:
                w.Raw("time\",\"time\":"u8).String(s.At.ToString());
                break;
            case Enrol s:
                w.Raw("enrol\",\"role\":"u8).String(Words.Roles.Of(s.Role)).Raw(",\"scope\":"u8).String(s.Scope.ToString()).Raw(",\"key\":"u8).Base64(s.Key);
                break;
            case Revoke s:
                w.Raw("revoke\",\"key\":"u8).String(s.Key.ToString()).Raw(",\"reason\":"u8).String(Words.RevocationReasons.Of(s.Reason));
                break;
            case Form s:
                WritePlace(w.Raw("form\""u8), s.Contest, s.Station).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                WriteFields(w, s.Fields);
                WriteList(w, ",\"photos\":["u8, s.Photos);
                break;
            case Review s:
                WritePlace(w.Raw("review\""u8), s.Contest, s.Station).Raw(",\"on\":"u8).String(s.On.ToString());
                w.Raw(",\"act\":"u8).String(Words.ReviewActs.Of(s.Act)).Raw(",\"reason\":"u8).String(Words.ReviewReasons.Of(s.Reason));
                WriteList(w, ",\"checks\":["u8, s.Checks);
                if (s.Fields is not null)
                {
                    WriteFields(w, s.Fields);
                }

                if (s.Text is not null)
                {
                    WriteBlob(w.Raw(",\"text\":"u8), s.Text);
                }

                break;
            case Snapshot s:
                w.Raw("snapshot\",\"contest\":"u8).String(s.Contest).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                WriteBlob(w.Raw(",\"source\":"u8), s.Source);
                WriteBlob(w.Raw(",\"stations\":"u8), s.Stations);
                break;
            case Withdraw s:
                WritePlace(w.Raw("withdraw\""u8), s.Contest, s.Station).Raw(",\"taken\":"u8).String(s.Taken.ToString());
                break;
            case Withhold s:
                w.Raw("withhold\",\"blob\":"u8).String(s.Blob.ToString()).Raw(",\"ground\":"u8).String(Words.WithholdGrounds.Of(s.Ground));
                w.Raw(",\"by\":"u8).String(Words.WithholdAuthorities.Of(s.By));
                break;
            case Totals s:
                w.Raw("totals\",\"contest\":"u8).String(s.Contest).Raw(",\"region\":"u8).String(s.Region.ToString()).Raw(",\"stations\":"u8).Number(s.Stations);
                w.Raw(",\"votes\":["u8);
                for (var i = 0; i < s.Votes.Count; i++)
                {
                    w.Raw(i == 0 ? ""u8 : ","u8).Number(s.Votes[i]);
                }

                w.Raw("],\"valid\":"u8).Number(s.Valid).Raw(",\"invalid\":"u8).Number(s.Invalid);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(statement));
        }

        return w.Raw("}"u8).Written.ToArray();
    }

    /// <summary>Reads the head alone, as for entry 0 whose head is not yet known.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out StatementHead? head, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect("{\"ledger\":"u8);
        var ledger = Encoding.ASCII.GetString(r.String(LongestId * 4));
        r.Expect(",\"election\":"u8);
        var election = Encoding.ASCII.GetString(r.String(LongestId));
        r.Expect(",\"rules\":"u8);
        var rules = r.Number(int.MaxValue);
        head = r.Failed ? null : new StatementHead(ledger, election, (int)rules);
        error = r.Error;
        return head is not null;
    }

    /// <summary>The bytes with which every statement under this head begins.</summary>
    public static byte[] Prefix(StatementHead head) =>
        new CanonicalWriter().Raw("{\"ledger\":"u8).String(head.Ledger).Raw(",\"election\":"u8).String(head.Election).Raw(",\"rules\":"u8).Number(head.Rules)
            .Raw(",\"kind\":\""u8).Written.ToArray();

    /// <summary>Reads a statement that begins with this prefix (<see cref="Prefix"/>). Only the canonical encoding is read.</summary>
    /// <param name="line">The JSON, without a newline.</param>
    /// <param name="prefix">The head that it must bear.</param>
    /// <param name="error">Where it fails and what was expected there.</param>
    /// <returns>The statement, or null with <paramref name="error"/> set.</returns>
    public static Statement? Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect(prefix);
        Statement? statement = null;
        if (r.Take("form\""u8))
        {
            statement = ReadForm(ref r);
        }
        else if (r.Take("enrol\",\"role\":"u8))
        {
            var role = ReadWord(ref r, Words.Roles);
            r.Expect(",\"scope\":"u8);
            var scope = ReadRegion(ref r);
            r.Expect(",\"key\":"u8);
            statement = new Enrol(role, scope, ReadBase64(ref r));
        }
        else if (r.Take("time\",\"time\":"u8))
        {
            statement = new Time(ReadTime(ref r));
        }
        else if (r.Take("review\""u8))
        {
            statement = ReadReview(ref r);
        }
        else if (r.Take("withdraw\""u8))
        {
            var (contest, station) = ReadPlace(ref r);
            r.Expect(",\"taken\":"u8);
            statement = new Withdraw(contest, station, ReadTime(ref r));
        }
        else if (r.Take("snapshot\",\"contest\":"u8))
        {
            var contest = Encoding.ASCII.GetString(r.String(LongestId));
            r.Expect(",\"taken\":"u8);
            var taken = ReadTime(ref r);
            r.Expect(",\"source\":"u8);
            var source = ReadBlob(ref r);
            r.Expect(",\"stations\":"u8);
            statement = new Snapshot(contest, taken, source, ReadBlob(ref r));
        }
        else if (r.Take("revoke\",\"key\":"u8))
        {
            if (!KeyName.TryParse(r.String(KeyName.Length), out var key))
            {
                r.Fail("expected a key's name, 32 lowercase hexadecimal digits");
            }

            r.Expect(",\"reason\":"u8);
            statement = new Revoke(key, ReadWord(ref r, Words.RevocationReasons));
        }
        else if (r.Take("withhold\",\"blob\":"u8))
        {
            var blob = ReadDigest(ref r);
            r.Expect(",\"ground\":"u8);
            var ground = ReadWord(ref r, Words.WithholdGrounds);
            r.Expect(",\"by\":"u8);
            statement = new Withhold(blob, ground, ReadWord(ref r, Words.WithholdAuthorities));
        }
        else if (r.Take("totals\",\"contest\":"u8))
        {
            statement = ReadTotals(ref r);
        }
        else if (r.Take("definition\",\"type\":"u8))
        {
            statement = ReadDefinition(ref r);
        }
        else
        {
            r.Fail("expected a kind of statement");
        }

        r.Expect("}"u8);
        r.End();
        error = r.Error;
        return error is null ? statement : null;
    }

    private static Definition ReadDefinition(ref CanonicalReader r)
    {
        var kind = ReadWord(ref r, Words.Kinds);
        r.Expect(",\"log\":"u8);
        var log = ReadBase64(ref r);
        if (log.Length != 32)
        {
            r.Fail("an Ed25519 key has 32 bytes");
        }

        r.Expect(",\"roots\":["u8);
        var roots = new List<byte[]>();
        do
        {
            roots.Add(ReadBase64(ref r));
        }
        while (roots.Count < MostKeys && r.Take(","u8));
        r.Expect("],\"quorum\":"u8);
        var quorum = (int)r.Number(roots.Count);
        r.Expect(",\"contests\":"u8);
        var contests = ReadBlob(ref r);
        r.Expect(",\"regions\":"u8);
        var regions = ReadBlob(ref r);
        r.Expect(",\"names\":"u8);
        return new Definition(kind, log, roots, quorum, contests, regions, ReadBlob(ref r));
    }

    private static Form ReadForm(ref CanonicalReader r)
    {
        var (contest, station) = ReadPlace(ref r);
        r.Expect(",\"taken\":"u8);
        var taken = ReadTime(ref r);
        var fields = ReadFields(ref r);
        var photos = new List<Digest>();
        if (r.Take(",\"photos\":["u8))
        {
            do
            {
                photos.Add(ReadDigest(ref r));
            }
            while (photos.Count < MostPhotos && r.Take(","u8));
            r.Expect("]"u8);
        }

        return new Form(contest, station, taken, fields, photos);
    }

    private static Review ReadReview(ref CanonicalReader r)
    {
        var (contest, station) = ReadPlace(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadDigest(ref r);
        r.Expect(",\"act\":"u8);
        var act = ReadWord(ref r, Words.ReviewActs);
        r.Expect(",\"reason\":"u8);
        var reason = ReadWord(ref r, Words.ReviewReasons);
        var checks = new List<string>();
        if (r.Take(",\"checks\":["u8))
        {
            do
            {
                checks.Add(Encoding.ASCII.GetString(r.String(LongestId)));
            }
            while (checks.Count < 64 && r.Take(","u8));
            r.Expect("]"u8);
        }

        var fields = act == ReviewAct.Correct ? ReadFields(ref r) : null;
        var text = r.Take(",\"text\":"u8) ? ReadBlob(ref r) : null;
        return new Review(contest, station, on, act, reason, checks, fields, text);
    }

    private static Totals ReadTotals(ref CanonicalReader r)
    {
        var contest = Encoding.ASCII.GetString(r.String(LongestId));
        r.Expect(",\"region\":"u8);
        var region = ReadRegion(ref r);
        r.Expect(",\"stations\":"u8);
        var stations = (int)r.Number(int.MaxValue);
        r.Expect(",\"votes\":["u8);
        var votes = new List<long>();
        do
        {
            votes.Add(r.Number(long.MaxValue / 1000));
        }
        while (!r.Failed && votes.Count < MostChoices && r.Take(","u8));
        r.Expect("],\"valid\":"u8);
        var valid = r.Number(long.MaxValue / 1000);
        r.Expect(",\"invalid\":"u8);
        return new Totals(contest, region, stations, votes, valid, r.Number(long.MaxValue / 1000));
    }

    private static (string Contest, RegionCode Station) ReadPlace(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = r.String(LongestId);
        r.Expect(",\"station\":"u8);
        var station = ReadRegion(ref r);
        if (!r.Failed && station.Level != Level.Station)
        {
            r.Fail("expected a station's code of 13 characters");
        }

        return (contest.SequenceEqual("ppwp"u8) ? "ppwp" : Encoding.ASCII.GetString(contest), station);
    }

    private static FormFields ReadFields(ref CanonicalReader r)
    {
        r.Expect(",\"votes\":["u8);
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
        }
        while (!r.Failed && count < MostChoices && r.Take(","u8));
        r.Expect("]"u8);

        var counts = FormFields.NoCounts();
        foreach (var group in Fields.Groups)
        {
            ReadGroup(ref r, group, counts);
        }

        return new FormFields(many is null ? votes[..Math.Min(count, votes.Length)].ToArray() : [.. many], counts);
    }

    private static void ReadGroup(ref CanonicalReader r, FieldGroup group, int[] counts)
    {
        if (!r.Take(GroupLiterals.Of(group)))
        {
            return;
        }

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

    private static T ReadWord<T>(ref CanonicalReader r, IReadOnlyList<(T Value, string Word)> words)
        where T : struct, Enum
    {
        var text = r.String(LongestId);
        foreach (var (value, word) in words)
        {
            if (Ascii.Equals(text, word))
            {
                return value;
            }
        }

        r.Fail($"expected one of {string.Join(", ", words.Select(w => w.Word))}");
        return default;
    }

    private static RegionCode ReadRegion(ref CanonicalReader r)
    {
        if (!RegionCode.TryParse(r.String(13), out var code))
        {
            r.Fail("expected a region's code");
        }

        return code;
    }

    private static Timestamp ReadTime(ref CanonicalReader r)
    {
        if (!Timestamp.TryParse(r.String(Timestamp.Length), out var time))
        {
            r.Fail("expected a time such as 2024-02-14T11:00:00Z");
        }

        return time;
    }

    private static Digest ReadDigest(ref CanonicalReader r)
    {
        if (!Digest.TryParse(r.String(2 * Digest.Size), out var digest))
        {
            r.Fail("expected a SHA-256, 64 lowercase hexadecimal digits");
        }

        return digest;
    }

    private static BlobReference ReadBlob(ref CanonicalReader r)
    {
        r.Expect("{\"sha256\":"u8);
        var digest = ReadDigest(ref r);
        r.Expect(",\"bytes\":"u8);
        var bytes = r.Number(long.MaxValue / 1000);
        r.Expect("}"u8);
        return new BlobReference(digest, bytes);
    }

    private static byte[] ReadBase64(ref CanonicalReader r)
    {
        var text = r.String(4096);
        var bytes = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out var read, out var written);
        if (!r.Failed && (status != System.Buffers.OperationStatus.Done || read != text.Length || text.IsEmpty || !Ascii.Equals(text, Convert.ToBase64String(bytes, 0, written))))
        {
            r.Fail("expected canonical base64");
        }

        return bytes[..written];
    }

    private static CanonicalWriter WritePlace(CanonicalWriter w, string contest, RegionCode station) =>
        w.Raw(",\"contest\":"u8).String(contest).Raw(",\"station\":"u8).String(station.ToString());

    public static void WriteFields(CanonicalWriter w, FormFields fields)
    {
        w.Raw(",\"votes\":["u8);
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            WriteFigure(w.Raw(i == 0 ? ""u8 : ","u8), fields.Votes[i]);
        }

        w.Raw("]"u8);
        foreach (var group in Fields.Groups)
        {
            var figures = fields.Counts.Slice((int)group.First, group.Length);
            if (!figures.ContainsAnyExcept(FormFields.Missing))
            {
                continue;
            }

            w.Raw(GroupLiterals.Of(group));
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

    private static void WriteBlob(CanonicalWriter w, BlobReference blob) =>
        w.Raw("{\"sha256\":"u8).String(blob.Sha256.ToString()).Raw(",\"bytes\":"u8).Number(blob.Bytes).Raw("}"u8);

    private static void WriteList<T>(CanonicalWriter w, ReadOnlySpan<byte> opening, IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            w.Raw(i == 0 ? opening : ","u8).String(items[i]!.ToString()!);
        }

        if (items.Count > 0)
        {
            w.Raw("]"u8);
        }
    }

    /// <summary><c>,"roll":[</c> and its siblings, made once.</summary>
    private static class GroupLiterals
    {
        private static readonly byte[][] Literals = [.. Fields.Groups.Select(g => Encoding.ASCII.GetBytes($",\"{g.Name}\":["))];

        public static ReadOnlySpan<byte> Of(FieldGroup group)
        {
            for (var i = 0; i < Literals.Length; i++)
            {
                if (ReferenceEquals(Fields.Groups[i], group))
                {
                    return Literals[i];
                }
            }

            throw new ArgumentOutOfRangeException(nameof(group));
        }
    }
}
