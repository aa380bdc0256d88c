using FsCheck;
using FsCheck.Fluent;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class LegibilityTests
{
    [Fact]
    public void A_straight_sharp_photo_is_legible() => Of(Shot(Scenes.Studio, 1)).Legible.ShouldBeTrue();

    [Theory]
    [InlineData(Parameter.Megapixels, 0.3)]
    [InlineData(Parameter.Defocus, 4)]
    [InlineData(Parameter.Motion, 12)]
    [InlineData(Parameter.Noise, 60)]
    [InlineData(Parameter.Brightness, 20)]
    public void A_bad_one_is_not(Parameter parameter, double value) =>
        Of(Shot(Scenes.Studio.With(parameter, value), 1)).Legible.ShouldBeFalse();

    [Fact]
    public void Boxes_beyond_the_photo_are_not() =>
        Of(Shot(Scenes.Studio.With(Parameter.Fill, 1.5).With(Parameter.AimX, 1), 1)).Inside.ShouldBeFalse();

    [Fact]
    public void A_reflection_over_the_boxes_hides_them() =>
        Of(Shot(Scenes.Studio.With(Parameter.Glare, 1).With(Parameter.GlareSize, 0.5), 1)).Legible.ShouldBeFalse();

    [Theory]
    [InlineData(Parameter.Defocus, 1.3)]
    [InlineData(Parameter.Motion, 1.5)]
    [InlineData(Parameter.Noise, 1.2)]
    [InlineData(Parameter.Megapixels, 0.8)]
    [InlineData(Parameter.Quality, 0.8)]
    public void What_is_worse_is_not_more_legible(Parameter parameter, double times) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll<uint>(seed =>
            {
                var shot = Shot(Scenario.Phone, seed);
                var worse = shot with { Values = [.. shot.Values.Select((v, p) => p == (int)parameter ? v * times : v)] };
                return Of(shot).Legible || !Of(worse).Legible;
            })
        );

    [Fact]
    public void Most_photos_of_a_phone_are_legible_and_some_are_not() =>
        Enumerable.Range(0, 600).Count(i => Of(Shot(Scenario.Phone, (ulong)i)).Legible).ShouldBeInRange(450, 590);

    private static PhotoParameters Shot(Scenario scenario, ulong seed) =>
        PhotoParameters.Draw(scenario, new Writer(scenario, seed), seed, 2);

    private static Legibility Of(PhotoParameters shot) => Legibility.Of(shot, Scenes.Commission.Pages[1]);
}
