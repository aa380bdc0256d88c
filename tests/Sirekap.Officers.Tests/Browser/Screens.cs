using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>Every screen of the app, in the order in which one phone comes to it.</summary>
internal static class Screens
{
    private const string Station = "3171010001005";

    /// <summary>By name, with what leads there from the one before.</summary>
    public static IReadOnlyList<(string Name, Func<Phone, CaptureElection, Task> Show)> All { get; } =
    [
        ("stranger", (phone, _) => phone.OpenAsync()),
        ("practice", (phone, _) => phone.GoAsync("#/latihan", "[data-contest=latihan]")),
        ("practice-typing", (phone, _) => phone.GoAsync("#/latihan/isi/latihan", "#lanjut")),
        (
            "station",
            async (phone, election) =>
            {
                await phone.KillAsync();
                await phone.OpenAsync(election.Kit(Station));
                await phone.Page.Locator("[data-contest=ppwp]").WaitForAsync();
            }
        ),
        (
            "ready",
            async (phone, _) =>
            {
                await phone.GoAsync("#/siap", "#coba");
                await phone.Page.Locator("#coba").ClickAsync();
                await phone.Page.Locator("#coba:enabled").WaitForAsync();
            }
        ),
        ("typing", (phone, _) => phone.GoAsync("#/isi/ppwp", "#lanjut")),
        (
            "typing-contradiction",
            async (phone, _) =>
            {
                string[] places = ["voters.2", "votes.0", "votes.1", "votes.2", "sums.0", "sums.1", "sums.2"];
                foreach (var (place, text) in places.Zip(["170", "101", "44", "20", "166", "3", "168"]))
                {
                    await phone.TypeAsync(place, text);
                }
            }
        ),
        (
            "typing-parties",
            async (phone, _) =>
            {
                await phone.GoAsync("#/isi/pdprdk", ".party summary");
                await phone.Page.Locator(".party summary").First.ClickAsync();
            }
        ),
        ("photos-none", (phone, _) => phone.GoAsync("#/foto/ppwp", "#kamera")),
        (
            "camera",
            async (phone, _) =>
            {
                await phone.Page.Locator("#kamera").ClickAsync();
                await phone.Page.Locator("#jepret").WaitForAsync();
            }
        ),
        (
            "photos",
            async (phone, _) =>
            {
                await phone.Page.Locator("#jepret").ClickAsync();
                await phone.Page.Locator(".photos img").WaitForAsync();
            }
        ),
        (
            "paper",
            async (phone, _) =>
            {
                await phone.GoAsync("#/kertas/ppwp", "#sisanya");
                await phone.Page.Locator("#kertas-0-signed").ClickAsync();
                await phone.Page.Locator("#kertas-1-refused").ClickAsync();
                await phone.Page.Locator("#lanjut").ClickAsync();
                await phone.Page.Locator("#sisanya").ClickAsync();
            }
        ),
        ("sending", (phone, _) => phone.GoAsync("#/kirim/ppwp", "#tandatangani")),
        (
            "sent",
            async (phone, _) =>
            {
                await phone.Page.Locator("#sesuai").CheckAsync();
                await phone.Page.Locator("#tandatangani").ClickAsync();
                await phone.Page.Locator(".state-accepted").WaitForAsync();
            }
        ),
        (
            "receipt",
            async (phone, _) =>
            {
                await phone.Page.Locator(".state-accepted").ClickAsync();
                await phone.Page.Locator(".notice.good").WaitForAsync();
            }
        ),
        (
            "codes",
            async (phone, _) =>
            {
                await phone.Page.Locator("#kode").ClickAsync();
                await phone.Page.Locator("canvas.code").WaitForAsync();
            }
        ),
        (
            "copies",
            async (phone, _) =>
            {
                await phone.GoAsync(new Uri(phone.Page.Url).Fragment.Replace("kode", "kiriman", StringComparison.Ordinal));
                await phone.Page.GetByText("Salinan: cetak dan serahkan").ClickAsync();
                await phone.Page.Locator("#salinan-pps").CheckAsync();
                await phone.Page.Locator("#serahkan").ClickAsync();
                await phone.Page.Locator("section .state-accepted").WaitForAsync();
                await phone.Page.Locator("#salinan-1").CheckAsync();
            }
        ),
        ("watch", (phone, _) => phone.GoAsync("#/saksi", "#buat-kunci")),
        (
            "key",
            async (phone, _) =>
            {
                await phone.Page.Locator("#buat-kunci").ClickAsync();
                await phone.Page.Locator("#kunci summary").ClickAsync();
            }
        ),
        (
            "kept",
            async (phone, _) =>
            {
                await phone.GoAsync("#/");
                await phone.Page.Locator(".state-accepted").First.ClickAsync();
                await phone.Page.Locator("#kode").ClickAsync();
                var address = (await QrScreen.AddressesAsync(phone.Page)).Single();
                await phone.ScanAsync(QrScreen.FragmentOf(address));
                await phone.Page.Locator("#setuju").WaitForAsync();
                await phone.Page.GetByText("memuat persis").WaitForAsync();
            }
        ),
        ("refusing", (phone, _) => phone.Page.Locator("#tolak summary").ClickAsync()),
        (
            "attested",
            async (phone, _) =>
            {
                await phone.Page.Locator("#sama").CheckAsync();
                await phone.Page.Locator("#setuju").ClickAsync();
                await phone.Page.Locator("canvas.code").WaitForAsync();
            }
        ),
        (
            "objecting",
            async (phone, _) =>
            {
                await phone.Page.Locator("#keberatan").ClickAsync();
                await phone.TypeAsync("votes.0", "99");
            }
        ),
        ("watching", (phone, _) => phone.GoAsync("#/saksi", "a.kept")),
    ];
}
