using Sirekap.Reading.Images; using Sirekap.Reading.Pages; using Sirekap.Reading.Marks;
namespace Sirekap.Reading.Tests.Marks;
public sealed class MarksProbe
{
    [Fact]
    public void Probe()
    {
        foreach (var f in Directory.GetFiles("/work/shared/data/forms/kawalc1", "*.jpg").Order())
        {
            ImageFile.TryReadGray(File.ReadAllBytes(f), ImageLimits.Default, out var image, out var problem).ShouldBeTrue();
            foreach (var p in PageFinder.Find(image!))
            {
                Console.Error.WriteLine($"PROBE {Path.GetFileName(f)} tag {p.Tag} {p.Problem}");
                if (p.View is not { } v) continue;
                foreach (var n in v.Layout.Numbers)
                {
                    foreach (var b in n.Bubbles)
                    {
                        var d = BubbleReader.Darkness(v, b); var l = BubbleLikelihood.Of(d);
                        Console.Error.WriteLine($"PROBE  {n.Name} {string.Join(" ", d.Select(x => x.ToString("F2")))} | {string.Join(" ", l.Select(x => x.ToString("F1")))}");
                    }
                }
                foreach (var t in v.Layout.Tallies)
                {
                    var img = new GrayImage(960, 320); v.Sample(t.Grid, 960, 320, img.Pixels);
                    File.WriteAllBytes($"/tmp/dec/tally-{Path.GetFileNameWithoutExtension(f)}-{t.Number}.png", Png.Encode(img));
                }
            }
        }
    }
}
