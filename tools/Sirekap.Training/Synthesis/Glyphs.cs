using System.Globalization;
using Sirekap.Reading.Digits;

namespace Sirekap.Training.Synthesis;

/// <summary>One way to write a class: strokes through points of a unit box, curved or straight.</summary>
/// <param name="Curved">Smooth curves, or corners.</param>
/// <param name="Strokes">Each a line through points; x to the right, y down.</param>
internal sealed record Glyph(bool Curved, IReadOnlyList<IReadOnlyList<(float X, float Y)>> Strokes);

/// <summary>
/// The shapes of digits as people here write them, drawn up for this reader: freely, and along the dotted seven-segment guide of the forms.
/// </summary>
internal static class Glyphs
{
    private static readonly Glyph[][] All =
    [
        [
            Curve(".5,0 .1,.2 0,.55 .2,.95 .55,1 .9,.75 1,.4 .8,.08 .5,0"),
            Curve(".55,0 .15,.15 0,.5 .15,.9 .5,1 .85,.85 1,.5 .85,.15 .45,.02"),
            Curve(".7,.02 .25,.1 .02,.5 .2,.92 .6,.98 .95,.6 .9,.2 .6,.0"),
            Straight("0,0 1,0 1,1 0,1 0,0"),
            Straight("0,0 1,0 1,1 0,1 0,0"),
        ],
        [
            Straight(".5,0 .5,1"),
            Straight(".55,0 .45,1"),
            Straight("1,0 1,1"),
            Straight(".1,.3 .55,0 .55,1"),
            Straight(".2,.2 .6,0 .6,1 | .2,1 1,1"),
            Straight(".9,0 .9,1"),
            Straight(".3,.15 .6,0 .6,1 | .3,1 .9,1"),
            Straight(".15,0 .15,1"),
        ],
        [
            Curve("0,.25 .2,.03 .6,0 .95,.2 .85,.5 .4,.8 0,1 .5,.97 1,1"),
            Curve("0,.2 .4,0 .85,.1 .9,.4 .5,.75 .05,.98 .15,.75 .4,.9 1,1"),
            Curve(".05,.3 .3,0 .8,.05 .9,.35 .45,.75 0,1 .3,1 1,.98"),
            Straight("0,0 1,0 1,.5 0,.5 0,1 1,1"),
            Straight("0,0 1,0 1,.5 0,.5 0,1 1,1"),
            Straight("0,.1 .8,0 1,.35 0,1 1,1"),
        ],
        [
            Curve("0,.12 .4,0 .85,.1 .85,.35 .4,.47 .9,.6 .95,.85 .5,1 0,.9"),
            Curve(".05,.05 .6,0 .9,.2 .4,.45 .95,.65 .8,.95 .3,1 0,.88"),
            Straight("0,0 1,0 .4,.42 1,.65 .8,1 0,1"),
            Straight("0,0 1,0 1,.5 0,.5 | 1,.5 1,1 0,1"),
            Straight("0,0 1,0 1,.5 .2,.5 | 1,.5 1,1 0,1"),
            Straight("0,0 1,0 1,1 0,1 | .1,.5 1,.5"),
        ],
        [
            Straight("0,0 0,.5 1,.5 | 1,0 1,1"),
            Straight("0,0 0,.5 1,.5 | 1,0 1,1"),
            Straight(".2,0 0,.6 1,.6 | .7,.2 .7,1"),
            Straight(".65,1 .65,0 0,.65 1,.65"),
            Straight(".1,0 0,.55 1,.55 | .8,.1 .75,1"),
            Curve(".3,0 .1,.3 0,.6 .5,.62 1,.58 | .75,.3 .7,.65 .68,1"),
            Straight("0,.05 0,.5 .75,.5 | .75,0 .75,1"),
        ],
        [
            Straight("1,0 0,0 0,.5 1,.5 1,1 0,1"),
            Straight("1,0 0,0 0,.5 1,.5 1,1 0,1"),
            Curve("1,0 .5,.02 .12,.03 .05,.45 .5,.38 .95,.6 .85,.92 .4,1 0,.9"),
            Curve(".15,.05 .08,.45 .5,.38 .95,.6 .85,.92 .4,1 0,.9 | .1,.04 .5,.05 1,0"),
            Curve(".95,.03 .15,.0 .1,.42 .6,.4 .9,.7 .6,.98 0,.95"),
        ],
        [
            Straight("1,0 0,0 0,1 1,1 1,.5 0,.5"),
            Straight("1,0 0,0 0,1 1,1 1,.5 0,.5"),
            Straight("0,0 0,1 1,1 1,.5 0,.5"),
            Curve(".8,0 .35,.2 .05,.6 .15,.92 .55,1 .92,.8 .8,.55 .4,.52 .08,.75"),
            Curve(".6,0 .2,.35 0,.75 .3,1 .8,.95 .95,.7 .6,.52 .15,.65"),
            Curve(".95,.05 .4,.05 .05,.5 .1,.9 .5,1 .95,.85 .85,.6 .45,.52 .05,.7"),
        ],
        [
            Straight("0,0 1,0 1,1"),
            Straight("0,0 1,0 1,1"),
            Straight("0,.3 0,0 1,0 1,1"),
            Straight("0,.05 1,0 .4,1"),
            Straight("0,0 1,0 .45,1 | .3,.5 .9,.5"),
            Curve("0,.1 .5,.05 1,0 .7,.4 .45,1"),
            Straight("0,.15 .1,0 1,0 .6,1"),
            Straight("0,0 1,0 .7,1 | .35,.55 1,.5"),
        ],
        [
            Straight("0,0 1,0 1,1 0,1 0,0 | 0,.5 1,.5"),
            Straight("0,0 1,0 1,1 0,1 0,0 | 0,.5 1,.5"),
            Straight("0,0 1,0 0,1 1,1 0,0"),
            Curve(".9,.12 .5,0 .1,.15 .25,.4 .75,.58 .95,.82 .5,1 .08,.85 .25,.6 .75,.38 .9,.12"),
            Curve(".5,.45 .15,.3 .3,.03 .75,.03 .85,.3 .5,.45 .05,.7 .25,1 .75,1 .95,.7 .5,.45"),
            Curve(".85,.2 .45,0 .15,.2 .45,.45 .9,.75 .5,1 .1,.8 .4,.5 .9,.15"),
        ],
        [
            Straight("1,.5 0,.5 0,0 1,0 1,1 0,1"),
            Straight("1,.5 0,.5 0,0 1,0 1,1 0,1"),
            Straight("1,.5 0,.5 0,0 1,0 1,1"),
            Curve(".9,.2 .5,0 .08,.2 .2,.48 .6,.45 .9,.15 .88,.6 .8,1"),
            Curve(".92,.25 .55,0 .1,.2 .25,.5 .75,.4 .9,.1 .95,.6 .7,.95 .2,.98"),
            Curve(".85,.1 .3,.05 .05,.35 .5,.5 .88,.2 .85,.55 .55,1"),
        ],
        [
            Straight("0,0 1,1 | 1,0 0,1"),
            Straight("0,0 1,1 | 1,0 0,1"),
            Straight(".05,.1 1,.95 | .9,0 0,1"),
            Curve("0,.05 .5,.5 1,1 | 1,0 .55,.45 0,.95"),
            Curve("0,0 .6,.6 1,1 .95,.5 1,0 .4,.6 0,1"),
        ],
    ];

    /// <summary>The ways of writing a class: a digit, or <see cref="DigitClass.Crossed"/>.</summary>
    public static IReadOnlyList<Glyph> Of(int digitClass) => All[digitClass];

    private static Glyph Curve(string strokes) => new(true, Parse(strokes));

    private static Glyph Straight(string strokes) => new(false, Parse(strokes));

    private static IReadOnlyList<(float X, float Y)>[] Parse(string strokes) =>
        [.. strokes.Split(" | ").Select(stroke => (IReadOnlyList<(float X, float Y)>)[.. stroke.Split(' ').Select(Point)])];

    private static (float X, float Y) Point(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (
            float.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture),
            float.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture)
        );
    }
}
