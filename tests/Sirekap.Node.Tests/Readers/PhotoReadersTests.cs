using System.Diagnostics;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node.Readers;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Rasters;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Node.Tests.Readers;

/// <summary>Photos of forms are read behind the intake, whatever they hold, and what was read stands as the reader's word alone.</summary>
public sealed class PhotoReadersTests : IAsyncLifetime
{
    private const string One = "3171010001001";
    private const string Two = "3171010001008";
    private readonly List<string> _log = [];
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = NewServer();
        await _server.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_form_whose_photos_are_here_is_read_and_the_reading_stands_as_evidence()
    {
        EnrolReader();
        var photo = Photo();
        Say(Form(One, photo));
        var reading = (await ReadingsAsync(One, 1))[0];
        reading.Statement.Photos.ShouldBe([photo]);
        reading.Statement.Model.ShouldBe(DigitReader.Default.Model);
        reading.Statement.Layout.ShouldBe("sirekap-ppwp");
        reading.Statement.Outcome.ShouldBe(ReadingOutcome.Unclear, "a blank page of three is no form");
        ReadingJson.Read(_server.Node.Folder.Blobs.Read(reading.Statement.Evidence)!.Value.Span, out var problem).ShouldNotBeNull(problem);
        _server.Node.Read((record, _) => record.Mentioned.Contains(reading.Statement.Evidence.Sha256)).ShouldBeTrue();
        (await MetricsAsync()).ShouldContain("sirekap_readings_total{outcome=\"unclear\"} 1");
    }

    [Fact]
    public async Task Photos_that_come_after_their_form_are_read_when_they_come()
    {
        EnrolReader();
        var jpeg = Jpeg.Encode(Page(), 80);
        Say(Form(One, BlobFolder.Reference(jpeg).Sha256));
        Say(Form(Two, Photo()));
        await ReadingsAsync(Two, 1);
        Readings(One).ShouldBeEmpty();

        _server.Node.Folder.Blobs.Add(jpeg);
        _server.Node.Stored(BlobFolder.Reference(jpeg).Sha256);
        (await ReadingsAsync(One, 1))[0].Statement.Layout.ShouldBe("sirekap-ppwp");
    }

    [Fact]
    public async Task Whatever_a_photo_holds_is_answered_in_the_open_and_the_next_form_is_read()
    {
        EnrolReader();
        var random = new Random(4);
        var noise = new byte[20_000];
        random.NextBytes(noise);
        var jpeg = Jpeg.Encode(Page(), 80);
        byte[][] hostile =
        [
            [],
            "not a photo"u8.ToArray(),
            [0xFF, 0xD8, 0xFF, 0xD9],
            [0xFF, 0xD8, 0xFF, .. noise],
            jpeg[..(jpeg.Length / 2)],
            Bomb(),
            Jpeg.Encode(new GrayImage(300, 200), 80),
            Encoding.ASCII.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ];
        foreach (var bytes in hostile)
        {
            Say(Form(One, _server.Node.Folder.Blobs.Add(bytes).Sha256));
        }

        Say(Form(Two, Photo()));
        await ReadingsAsync(Two, 1);
        var readings = await ReadingsAsync(One, hostile.Length);
        readings.ShouldAllBe(reading =>
            reading.Statement.Layout == "none" && reading.Statement.Outcome == ReadingOutcome.Unclear && reading.Statement.Fields.IsEmpty
        );
        _log.Count.ShouldBeGreaterThanOrEqualTo(hostile.Length);
        _server
            .Node.Read((record, _) => record.Contest("ppwp")!.Tally.Class(record.Tree.FindStation(RegionCode.Parse(One))))
            .ShouldBe(Elections.Checks.StationClass.Accepted);
    }

    [Fact]
    public async Task What_was_read_is_not_read_again_and_what_was_not_is_found_after_a_restart()
    {
        EnrolReader();
        Say(Form(One, Photo()));
        await ReadingsAsync(One, 1);
        Say(Form(Two, Photo(1)));
        var (key, model) = (Sirekap.Record.Keys.NameOf(_server.Election.Key("reader").Verifier.PublicKey.Span), DigitReader.Default.Model);
        await ReadingsAsync(Two, 1);

        var restarted = new UnreadForms(_server.Node, key, model);
        restarted.Find();
        restarted.Ready.ShouldBe(0, "both were read by this key with this network");
        var other = new UnreadForms(_server.Node, key, BlobFolder.Reference("a newer network"u8).Sha256);
        other.Find();
        other.Ready.ShouldBe(2);
        other.TryTake(out var form).ShouldBeTrue();
        form!.Station.ToString().ShouldBe(One);
        other.Find();
        other.Ready.ShouldBe(1, "nothing is found twice");
    }

    [Fact]
    public async Task Nothing_is_read_before_the_key_is_enrolled_and_nothing_outside_its_scope()
    {
        Say(Form(One, Photo()));
        var key = _server.Election.Key("reader");
        var unread = new UnreadForms(_server.Node, Sirekap.Record.Keys.NameOf(key.Verifier.PublicKey.Span), DigitReader.Default.Model);
        unread.Find();
        unread.Ready.ShouldBe(0);
        _server.Election.Officer("32");
        _server.Election.Say(
            new Enrol(Role.Reader, RegionCode.Parse("32"), key.Verifier.PublicKey.ToArray(), Holders.New()),
            _server.Election.Officer("32")
        );
        unread.Find();
        unread.Ready.ShouldBe(0, "another province's");
        await Task.CompletedTask;
        Readings(One).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_intake_answers_while_every_worker_is_busy()
    {
        EnrolReader();
        for (byte i = 0; i < 12; i++)
        {
            Say(Form(One, Photo(i)));
        }

        var began = Stopwatch.GetTimestamp();
        using var answer = await _server.Post(ApiElection.Entry(Form(Two, Photo(99)), _server.Election.Officer(Two)));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        Readings(One).Count.ShouldBeLessThan(12, "twelve forms have not been read by now");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Workers_are_as_many_as_is_said_and_never_none()
    {
        var key = _server.Election.Key("reader");
        new ReaderOptions(key).Workers.ShouldBe(Math.Clamp(Environment.ProcessorCount - 1, 1, 8));
        Should.Throw<ArgumentOutOfRangeException>(() => new ReaderOptions(key) { Workers = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ReaderOptions(key) { Workers = 9 });
    }

    private ApiServer NewServer() =>
        new(new Sirekap.Site.Protection.ProtectionOptions(), ElectionKind.Simulation)
        {
            Reader = election => new ReaderOptions(election.Key("reader"))
            {
                Workers = 1,
                Log = line =>
                {
                    lock (_log)
                    {
                        _log.Add(line);
                    }
                },
            },
        };

    private void EnrolReader() =>
        _server.Election.Say(
            new Enrol(Role.Reader, RegionCode.Nation, _server.Election.Key("reader").Verifier.PublicKey.ToArray(), Holders.New()),
            _server.Election.Key("root")
        );

    private void Say(Form form) => _server.Election.Say(form, _server.Election.Officer(form.Station.ToString()));

    private static Form Form(string station, Digest photo) =>
        ApiElection.Form(station, ApiElection.Sound(100, 60, 40), minute: 1) with
        {
            Photos = [photo],
        };

    /// <summary>A blank second page of our own form, drawn and not photographed.</summary>
    private static GrayImage Page()
    {
        var form = FormLayouts.Named("sirekap-ppwp");
        var page = form.Pages[1];
        return PageRaster.Draw(PageDrawing.Of(form, page, PageWords.None), page.Width, page.Height, 3);
    }

    private Digest Photo(byte mark = 0)
    {
        var page = Page();
        page.Pixels[0] = mark;
        page.Pixels.AsSpan(0, 64).Fill((byte)(2 * mark));
        return _server.Node.Folder.Blobs.Add(Jpeg.Encode(page, 90)).Sha256;
    }

    /// <summary>A header that promises 200 megapixels.</summary>
    private static byte[] Bomb()
    {
        var jpeg = Jpeg.Encode(new GrayImage(16, 16), 80);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (0x37, 0x38, 0x37, 0x38);
        return jpeg;
    }

    private IReadOnlyList<StationReading> Readings(string station) =>
        _server.Node.Read((record, _) => record.Contest("ppwp")!.Readings(record.Tree.FindStation(RegionCode.Parse(station))).ToArray());

    private async Task<IReadOnlyList<StationReading>> ReadingsAsync(string station, int count)
    {
        while (Readings(station).Count < count)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return Readings(station);
    }

    private Task<string> MetricsAsync() => _server.MetricsAsync();
}
