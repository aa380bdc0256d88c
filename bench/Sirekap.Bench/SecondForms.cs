using System.Text.Json;
using Sirekap.Cli;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// Forms for stations that have one already, each by a further key of the station, enrolled over HTTP by new committees: every one changes
/// a station, its village and all regions above.
/// </summary>
internal sealed class SecondForms(Uri site, ElectionFolder folder) : IDisposable
{
    private const string Contest = "ppwp";

    private readonly HttpClient _client = new() { BaseAddress = site };
    private readonly Random _random = new(1);
    private readonly List<(RegionCode Station, EcdsaSigner Key)> _officers = [];
    private readonly List<IDisposable> _keys = [];
    private StatementHead? _head;
    private byte[][] _requests = [];

    /// <summary>Enrols keys of so many stations, of a few districts of every province in turn, and makes their forms.</summary>
    public void Enrol(int count)
    {
        using var election = JsonDocument.Parse(Get("/api/v1/election"));
        _head = new StatementHead(
            election.RootElement.GetProperty("moment").GetProperty("origin").GetString()!,
            election.RootElement.GetProperty("moment").GetProperty("election").GetString()!,
            RuleSets.First
        );
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder));
        foreach (var province in Children("0"))
        {
            var provincial = Enrolled(Role.Province, province, root);
            foreach (var regency in Children(province).Take(3))
            {
                var regional = Enrolled(Role.Regency, regency, provincial);
                foreach (var district in Children(regency).Take(3))
                {
                    Stations(district, Enrolled(Role.District, district, regional), Math.Min(count - _officers.Count, 60));
                }
            }
        }

        if (_officers.Count < count)
        {
            throw new InvalidOperationException($"{_officers.Count} stations where {count} are wanted");
        }

        // Each place once in a while, not one village after the other.
        var shuffled = _officers.ToArray();
        _random.Shuffle(shuffled);
        _officers.Clear();
        _officers.AddRange(shuffled);
        _requests = [.. _officers.Select(officer => KeepAlive.Post(Form(officer.Station, officer.Key)))];
    }

    public byte[][] Requests(int from, int count) => _requests[from..(from + count)];

    public string Station(int form) => _officers[form].Station.ToString();

    /// <summary>The index in a receipt.</summary>
    public static long IndexOf(ReadOnlySpan<byte> receipt)
    {
        var reader = new Utf8JsonReader(receipt);
        using var json = JsonDocument.ParseValue(ref reader);
        return json.RootElement.GetProperty("index").GetInt64();
    }

    public void Dispose()
    {
        _client.Dispose();
        _keys.ForEach(key => key.Dispose());
    }

    private void Stations(string district, EcdsaSigner committee, int most)
    {
        var stations = Children(district).SelectMany(village => Children(village)).Take(most).Select(RegionCode.Parse).ToArray();
        if (stations.Length == 0)
        {
            return;
        }

        var notes = new List<ReadOnlyMemory<byte>>();
        foreach (var station in stations)
        {
            var key = EcdsaSigner.Generate();
            _keys.Add(key);
            _officers.Add((station, key));
            notes.Add(Signing.Entry(_head!, new Enrol(Role.Station, station, key.Verifier.PublicKey.ToArray(), Holders.New()), committee));
        }

        using var body = new ByteArrayContent(EntryBundle.Encode(notes));
        body.Headers.Add("Content-Type", "application/vnd.sirekap.bundle");
        Post(
            body,
            lines =>
                lines
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .All(line => line.StartsWith("{\"status\":201", StringComparison.Ordinal))
        );
    }

    private EcdsaSigner Enrolled(Role role, string scope, EcdsaSigner by)
    {
        var key = EcdsaSigner.Generate();
        _keys.Add(key);
        using var body = new ByteArrayContent(
            Signing.Entry(_head!, new Enrol(role, RegionCode.Parse(scope), key.Verifier.PublicKey.ToArray(), Holders.New()), by)
        );
        body.Headers.Add("Content-Type", "text/plain");
        Post(body, _ => true);
        return key;
    }

    private byte[] Form(RegionCode station, EcdsaSigner key)
    {
        var taken = new Timestamp(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return Signing.Entry(_head!, new Form(Contest, station, taken, NationalShape.Form(_random), []), key);
    }

    private string[] Children(string code)
    {
        using var region = JsonDocument.Parse(Get($"/api/v1/regions/{code}"));
        return [.. region.RootElement.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("code").GetString()!)];
    }

    private byte[] Get(string path)
    {
        while (true)
        {
            using var response = _client.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
            if (response.StatusCode != System.Net.HttpStatusCode.TooManyRequests)
            {
                return response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            }

            Thread.Sleep(1000);
        }
    }

    private void Post(HttpContent body, Func<string, bool> isRight)
    {
        using var response = _client.PostAsync(new Uri("/api/v1/statements", UriKind.Relative), body).GetAwaiter().GetResult();
        var answer = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode || !isRight(answer))
        {
            throw new InvalidOperationException($"{(int)response.StatusCode}: {answer}");
        }
    }
}
