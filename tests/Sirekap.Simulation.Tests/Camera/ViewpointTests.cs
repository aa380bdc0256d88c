using FsCheck;
using FsCheck.Fluent;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class ViewpointTests
{
    [Fact]
    public void A_point_seen_in_the_photo_is_the_point_of_the_sheet() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll<uint>(seed =>
            {
                var page = Scenes.Commission.Pages[0];
                var view = new Viewpoint(PhotoParameters.Draw(Scenario.Phone, new Writer(Scenario.Phone, seed), seed, 1), page);
                return page
                    .Numbers.SelectMany(n => n.Boxes)
                    .All(box =>
                    {
                        var seen = view.ToPhoto(box.X, box.Y);
                        var back = view.ToSheet(seen.X, seen.Y);
                        return Math.Abs(back.X - box.X) < 0.05 && Math.Abs(back.Y - box.Y) < 0.05;
                    });
            })
        );

    [Fact]
    public void A_straight_sheet_has_one_scale()
    {
        var page = Scenes.Commission.Pages[0];
        var view = new Viewpoint(PhotoParameters.Draw(Scenes.Studio, new Writer(Scenes.Studio, 1), 1, 1), page);

        // 2 megapixels at 3 : 4 are 1225 × 1633; the sheet takes 90 % of the width or height, whichever is tighter.
        var expected = Math.Min(0.9 * view.Width / page.Width, 0.9 * view.Height / page.Height);
        view.Scale(100, 100).ShouldBe(expected, 0.01);
        view.Scale(500, 800).ShouldBe(expected, 0.01);
    }
}
