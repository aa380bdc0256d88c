using System.Globalization;
using Sirekap.Browser.Tests.Stage;
using Sirekap.Elections.Regions;

namespace Sirekap.Browser.Tests;

/// <summary>A kind of page, and one of that kind.</summary>
/// <param name="Name">What pictures and failures call it.</param>
/// <param name="Path">Its address without the language.</param>
public sealed record PageKind(string Name, Func<Theatre, string> Path)
{
    public int Status { get; init; } = 200;

    /// <summary>How far the night has been told of which this is a page.</summary>
    public Night Night { get; init; } = Night.Still;

    /// <summary>Whether it hears of changes.</summary>
    public bool Live { get; init; }

    /// <summary>Every kind that there is.</summary>
    public static IReadOnlyList<PageKind> All { get; } =
    [
        new("start", _ => "/") { Live = true },
        new("nation", _ => "/ppwp") { Live = true },
        Region("province", Level.Province),
        Region("regency", Level.Regency),
        Region("district", Level.District),
        Region("village", Level.Village),
        Region("district-certified", Level.District) with
        {
            Night = Night.Told,
        },
        new("nation-certified", _ => "/ppwp") { Night = Night.Told, Live = true },
        new("nation-half-certified", _ => "/ppwp") { Night = Night.Plenaries, Live = true },
        Station("counted", at => at.Counted),
        Station("corrected", at => at.Corrected),
        Station("contradictory", at => at.Contradictory),
        Station("unchecked", at => at.Unchecked),
        Station("in-conflict", at => at.InConflict),
        Station("held", at => at.Held),
        Station("no-form", at => at.WithoutForm),
        Station("objected", at => at.Objected),
        new("station-photographed", theatre => theatre.PhotographedStation) { Night = Night.Photographed },
        new("corrections", _ => "/koreksi") { Live = true },
        new(
            "corrections-of-a-check",
            theatre =>
                $"/koreksi?contest=ppwp&region={theatre.Addresses.Corrected.At(Level.Province)}&check={theatre.Addresses.CorrectedCheck}"
        )
        {
            Live = true,
        },
        new("corrections-filled", _ => "/koreksi?isi=kosong") { Live = true },
        new("corrections-by-votes", _ => "/koreksi?urut=suara&isi=semua") { Live = true },
        new("completeness", _ => "/kelengkapan") { Live = true },
        new("completeness-of-a-district", theatre => $"/kelengkapan/{theatre.Addresses.Contradictory.At(Level.District)}") { Live = true },
        new("objections", _ => "/keberatan") { Live = true },
        new("tasks", _ => "/tinjauan") { Live = true },
        new("under-review", _ => "/diperiksa") { Live = true },
        new("unchecked", _ => "/diperiksa?class=unchecked") { Live = true },
        new("nothing-under-review", _ => "/diperiksa") { Night = Night.Told, Live = true },
        new("found", theatre => "/cari?q=" + Uri.EscapeDataString(theatre.Addresses.CountedName.Village.Split(' ')[0])),
        new("not-found-by-search", _ => "/cari?q=Atlantis"),
        new("search", _ => "/cari"),
        new("chooser", theatre => $"/cari?region={theatre.Addresses.Counted.At(Level.Village)}"),
        new("proof", _ => "/bukti/40"),
        new("original", _ => "/isi/40"),
        new("verification", _ => "/verifikasi"),
        new("transparency", _ => "/transparansi"),
        new("cheat", _ => "/curang"),
        new("cheat-with-a-number", _ => "/curang?trik=angka"),
        new(
            "cheat-with-a-place",
            theatre => "/curang?trik=buang&q=" + Uri.EscapeDataString(theatre.Addresses.CountedName.Village.Split(' ')[0])
        ),
        new("cheat-with-the-ledger", _ => "/curang?trik=potong"),
        new("cheat-with-time", _ => "/curang?trik=mundur"),
        new("cheat-done", theatre => $"/curang/{theatre.Cheat}"),
        new("cheat-caught", theatre => $"/curang/{theatre.Cheat}/verifikasi"),
        new("cheat-gone", _ => "/curang/0123456789abcdef0123456789abcdef") { Status = 404 },
        new("past-nation", theatre => Past(theatre, "/ppwp")),
        new("past-station", theatre => Past(theatre, $"/ppwp/{theatre.Addresses.Contradictory}")),
        new("no-such-page", _ => "/tidak-ada") { Status = 404 },
        new("no-such-place", _ => "/ppwp/1199999999") { Status = 404 },
        new("no-such-past", _ => "/pada/99999999/ppwp") { Status = 404 },
    ];

    public static PageKind Named(string name) => All.Single(kind => kind.Name == name);

    /// <summary>
    /// How far the other nights have been told in which this page stands, too; what is done in one night alone is there alone.
    /// </summary>
    public IReadOnlyList<Night> OtherNights =>
        Night == Night.Photographed || Name.StartsWith("cheat", StringComparison.Ordinal)
            ? []
            : [.. new[] { Night.Still, Night.Plenaries, Night.Told }.Where(night => night != Night)];

    public Uri In(Theatre theatre, Tongue tongue) => In(theatre, tongue, Night);

    public Uri In(Theatre theatre, Tongue tongue, Night night) => new(theatre[night], tongue.To(Path(theatre)));

    private static PageKind Region(string name, Level level) =>
        new(name, theatre => $"/ppwp/{theatre.Addresses.Contradictory.At(level)}") { Live = true };

    private static PageKind Station(string name, Func<Addresses, RegionCode> which) =>
        new("station-" + name, theatre => $"/ppwp/{which(theatre.Addresses)}") { Live = true };

    private static string Past(Theatre theatre, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"/pada/{theatre.Addresses.Size - 100}{path}");
}
