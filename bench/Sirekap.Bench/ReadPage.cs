using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sirekap.Paper.Layouts;
using Sirekap.Reading;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;
using Sirekap.Simulation.Camera;

namespace Sirekap.Bench;

/// <summary>
/// Pages photographed with 12 megapixels (<c>--photos FOLDER</c>, else simulated), read on one core: decoded, found, sampled, boxes,
/// bubbles and tallies read. Beside libturbojpeg's own decode of the same files, which it is bound to call: to grey, as the reader does,
/// and to colours. Then the most memory of a process that reads eight at once. Marks: 3 × the decode, 250 MB.
/// </summary>
internal static partial class ReadPage
{
    private const double MostTimes = 3;
    private const double MostMegabytes = 250;
    private const int InFlight = 8;
    private const int Rounds = 7;

    /// <summary>As a server reads that has been up for a minute: the runtime compiles what is used often a second time.</summary>
    private const int WarmRounds = 10;
    private const int Forms = 2;

    public static int Run(string[] args)
    {
        if (args is ["--hold", var held])
        {
            return Hold(held);
        }

        var folder = Directory.CreateTempSubdirectory("sirekap-read-page-").FullName;
        try
        {
            var photos = Photos(args, folder);
            for (var round = 0; round < WarmRounds; round++)
            {
                Array.ForEach(photos, photo => Time(photo));
            }

            var (read, grey, colour) = (0.0, 0.0, 0.0);
            foreach (var photo in photos)
            {
                var times = Enumerable.Range(0, Rounds).Select(_ => Time(photo)).ToArray();
                var (all, own) = (Median(times, time => time.Read), Median(times, time => time.Grey));
                var rgb = Median(times, time => time.Colour);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{photo.Length / 1e6:0.0} MB: decode {own:0.0} ms to grey, {rgb:0.0} ms to colours; {Parts(photo)};"
                            + $" page read {all:0.0} ms = {all / own:0.00} × grey, {all / rgb:0.00} × colours"
                    )
                );
                (read, grey, colour) = (read + (all / photos.Length), grey + (own / photos.Length), colour + (rgb / photos.Length));
            }

            var peak = Peak(folder);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean {read:0.0} ms = {read / grey:0.00} × decode to grey, {read / colour:0.00} × decode to colours;"
                        + $" {InFlight} pages in flight: the process's peak {peak:0} MB, limit {MostMegabytes} MB"
                )
            );
            Console.WriteLine(
                new Figure(
                    "read-page",
                    read,
                    "ms",
                    "libturbojpeg's decode to grey",
                    grey,
                    read / grey,
                    read <= MostTimes * grey && peak <= MostMegabytes
                )
            );
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The 12-megapixel photos of a folder, as telephones make them: in colour; without one, simulated.</summary>
    private static byte[][] Photos(string[] args, string folder)
    {
        var photos = args is ["--photos", var given]
            ? [.. Directory.GetFiles(given, "*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : Simulated();
        for (var i = 0; i < photos.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{i}.jpg"), photos[i]);
        }

        return photos;
    }

    /// <summary>
    /// Of the phone scenario, but for the camera's resolution; grey, so that libturbojpeg has less to do than with a telephone's.
    /// </summary>
    private static byte[][] Simulated()
    {
        var layout = FormLayouts.Named("c-hasil-ppwp-2024");
        var scenario = Scenario.Phone with
        {
            Ranges = [.. Scenario.Phone.Ranges.Select((range, i) => i == (int)Parameter.Megapixels ? new ScenarioRange(12, 12) : range)],
        };
        var simulator = new PhotoSimulator();
        var photos = new List<byte[]>();
        for (var form = 1; form <= Forms; form++)
        {
            var seed = FormSeed.Of(12, form);
            photos.AddRange(
                simulator.Photograph(layout, FormTruth.Invent(layout, scenario, seed), scenario, seed).Pages.Select(page => page.Jpeg)
            );
        }

        return [.. photos];
    }

    private static (double Read, double Grey, double Colour) Time(byte[] photo)
    {
        var grey = 1000 * Clock.Seconds(() => Decode(photo, format: 6, bytes: 1));
        var read = 1000 * Clock.Seconds(() => FormReader.Default.Read([photo]));
        var colour = 1000 * Clock.Seconds(() => Decode(photo, format: 0, bytes: 3));
        return (read, grey, colour);
    }

    /// <summary>Where the time goes, once.</summary>
    private static string Parts(byte[] photo)
    {
        var start = Stopwatch.GetTimestamp();
        ImageFile.TryReadGray(photo, ImageLimits.Default, out var image, out _);
        var decoded = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var found = PageFinder.Find(image!);
        var all = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        image!.Return();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"upright {decoded:0.0} ms, found {all - decoded:0.0} ms ({found.Count(page => page.View is not null)} page)"
        );
    }

    private static double Median(
        IEnumerable<(double Read, double Grey, double Colour)> times,
        Func<(double Read, double Grey, double Colour), double> of
    ) => Figure.Median([.. times.Select(of)]);

    private static double Peak(string folder)
    {
        using var child = Process.Start(
            new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "read-page", "--hold", folder])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    /// <summary>Eight threads, each three pages; prints the largest resident size.</summary>
    private static int Hold(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        var threads = Enumerable
            .Range(0, InFlight)
            .Select(i => new Thread(() =>
            {
                for (var round = 0; round < 3; round++)
                {
                    FormReader.Default.Read([File.ReadAllBytes(files[(i + round) % files.Length])]);
                }
            }))
            .ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        var peak = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]
            .Trim();
        Console.WriteLine((double.Parse(peak, CultureInfo.InvariantCulture) / 1000).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>The library alone, as a program in C would call it.</summary>
    private static void Decode(byte[] jpeg, int format, int bytes)
    {
        var decoder = tjInitDecompress();
        if (tjDecompressHeader3(decoder, jpeg, new CULong((uint)jpeg.Length), out var width, out var height, out _, out _) != 0)
        {
            throw new InvalidDataException("libturbojpeg does not read its own JPEG");
        }

        var pixels = System.Buffers.ArrayPool<byte>.Shared.Rent(width * height * bytes);
        _ = tjDecompress2(decoder, jpeg, new CULong((uint)jpeg.Length), pixels, width, 0, height, format, 0);
        System.Buffers.ArrayPool<byte>.Shared.Return(pixels);
        _ = tjDestroy(decoder);
    }

    [LibraryImport("libturbojpeg.so.0")]
    private static partial nint tjInitDecompress();

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDecompressHeader3(
        nint handle,
        ReadOnlySpan<byte> jpeg,
        CULong size,
        out int width,
        out int height,
        out int subsampling,
        out int colours
    );

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDecompress2(
        nint handle,
        ReadOnlySpan<byte> jpeg,
        CULong size,
        Span<byte> pixels,
        int width,
        int pitch,
        int height,
        int format,
        int flags
    );

    [LibraryImport("libturbojpeg.so.0")]
    private static partial int tjDestroy(nint handle);
}
