using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Tests;
using Sirekap.Simulation.Camera;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class InkTests
{
    private static readonly Area Frame = new(6, 6, 48, 48);

    [Fact]
    public void Ink_is_found_without_its_frame()
    {
        var ink = InkExtraction.Of("box", Box(framed: true, touching: false), cut: false).ShouldNotBeNull();
        Share(ink, 0.0, 0.15).ShouldBe(0);
        ink.PenWidth.ShouldBeInRange(0.04, 0.16);
        ink.At(ink.Width / 2.0, ink.Height / 2.0).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void A_digit_that_runs_into_its_frame_is_not_used() =>
        InkExtraction.Of("box", Box(framed: true, touching: true), cut: false).ShouldBeNull();

    [Fact]
    public void An_empty_box_has_no_ink()
    {
        var empty = new GrayImage(60, 60);
        Array.Fill(empty.Pixels, (byte)180);
        InkExtraction.Of("box", empty, cut: false).ShouldBeNull();
    }

    [Fact]
    public void Ink_comes_from_the_fold_asked_for_alone()
    {
        var pack = SharedData.Path("digits");
        var boxes = LabelledBoxes.Load(pack, LabelCorrections.Known, out _).ShouldNotBeNull();
        var folds = Folds.Of([.. boxes.Select(b => b.Original)], 5, 1);
        var held = boxes.Where((_, i) => folds[i] == 3).Select(b => b.File).ToHashSet(StringComparer.Ordinal);
        var ink = DigitBoxes.Load(pack, new BoxFold(3, 5, 1), out _).ShouldNotBeNull();
        ink.Files.Count().ShouldBeGreaterThan(1000);
        ink.Files.ShouldBeSubsetOf(held);

        var form = new PhotoSimulator(ink).Photograph(
            Scenes.Commission,
            FormTruth.Invent(Scenes.Commission, Scenes.Studio, 4),
            Scenes.Studio.With(Parameter.Megapixels, 0.5),
            4
        );
        var used = form.Pages.SelectMany(p => p.Sources).ToArray();
        used.Length.ShouldBe(form.Truth.Numbers.Sum(n => n.Boxes.Count(c => c != ' ')));
        used.ShouldAllBe(s => held.Contains(s.File));
        used.ShouldAllBe(s => boxes.First(b => b.File == s.File).Class == SymbolClass(form.Truth[s.Number]!.Boxes[s.Box]));
    }

    private static int SymbolClass(char symbol) => symbol == 'X' ? 10 : symbol - '0';

    /// <summary>The part of a band along the left edge that has ink.</summary>
    private static double Share(InkPicture ink, double from, double to)
    {
        var (count, all) = (0, 0);
        for (var y = 0; y < ink.Height; y++)
        {
            for (var x = (int)(from * ink.Width); x < (int)(to * ink.Width); x++, all++)
            {
                count += ink.Ink[(y * ink.Width) + x] > 0.3 ? 1 : 0;
            }
        }

        return count / (double)all;
    }

    private static GrayImage Box(bool framed, bool touching)
    {
        var image = new GrayImage(60, 60);
        Array.Fill(image.Pixels, (byte)190);
        var page = new InkPage(image, 1);
        if (framed)
        {
            var (l, t, r, b) = (Frame.X, Frame.Y, Frame.X + Frame.Width, Frame.Y + Frame.Height);
            page.Stroke([new Spot(l, t), new Spot(r, t), new Spot(r, b), new Spot(l, b), new Spot(l, t)], 2.5, 0.8);
        }

        // A seven through the middle.
        page.Stroke([new Spot(20, 16), new Spot(40, 16), new Spot(30, 30), new Spot(28, touching ? 54 : 46)], 4, 0.75);
        return image;
    }
}
