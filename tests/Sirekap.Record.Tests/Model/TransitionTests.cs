using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Tests.Authority;

namespace Sirekap.Record.Tests.Model;

/// <summary>The transition of a station by itself: beside the naive model, and beside the drawing of docs/authority.md.</summary>
public class TransitionTests
{
    private static readonly RegionCode Code = RegionCode.Parse("3171010001001");
    private static readonly StationRules Rules = new(
        StationPaper.Of(MadeElection.Structure.Contests[0], Code, Limits.Of2024),
        Catalogue.First,
        Displaces: false
    );
    private static readonly FormFields First = MadeElection.Sound(10, 20, 30);
    private static readonly FormFields Other = MadeElection.Sound(30, 20, 10);

    private static readonly FormFields[] Figures =
    [
        First,
        Other,
        MadeElection.Broken(10, 20, 30),
        MadeElection.Bare(10, 20, 30),
        MadeElection.Figures([10, -1, 30], 60, 2, 62, 62),
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Any_acts_one_after_the_other_come_to_what_the_naive_model_says(int seed, bool copied)
    {
        var random = new Random(seed);
        for (var night = 0; night < 50; night++)
        {
            var model = new NaiveStation(Code) { Copied = copied };
            var state = StationState.Empty;
            for (var index = 2; index < 16; index++)
            {
                var (said, act) = Next(random, state, model, index, copied);
                var before = state;
                state = state.After(act, Rules with { Displaces = copied });
                model.Add(index, Id(index), said);

                var expected = model.At();
                state.InPlace.ShouldBe(expected.InPlace?.Index ?? -1);
                state.Fields.ShouldBe(expected.InPlace?.Fields);
                state.IsHeld.ShouldBe(expected.Held);
                state
                    .Waiting.Select(waiting => (waiting.Index, waiting.Fields))
                    .ShouldBe(expected.Waiting.Select(w => (w.Index, w.Fields)));
                Catalogue.First.Codes(state.Named).ShouldBe(expected.Named);
                (state.IsRead ? Id(state.ReadBy) : (Digest?)null).ShouldBe(expected.ReadBy);
                state.Class.ShouldBe(model.Class(expected));
                before.After(act, Rules with { Displaces = copied }).Class.ShouldBe(state.Class, "the same again comes to the same");
            }
        }
    }

    [Fact]
    public void Every_arrow_of_the_drawing_is_a_transition_and_every_transition_is_drawn()
    {
        var drawn = AuthorityPage.Arrows("none --> inplace: form");
        var made = new HashSet<(string From, string Act, string To)>();
        foreach (var (from, state) in States())
        {
            foreach (var (act, after) in Acts(from, state))
            {
                made.Add((from, act, NameOf(after)));
            }
        }

        drawn.Except(made).ShouldBeEmpty("drawn, and not so");
        made.Where(arrow => arrow.From != arrow.To).Except(drawn).ShouldBeEmpty("so, and not drawn");
    }

    private static IEnumerable<(string Name, StationState State)> States()
    {
        yield return ("none", StationState.Empty);
        var inPlace = StationState.Empty.After(new StationAct(EventKind.Form, 2, First), Rules);
        yield return ("inplace", inPlace);
        var held = inPlace.After(new StationAct(EventKind.Hold, 3), Rules);
        yield return ("held", held);
        yield return ("conflict", inPlace.After(new StationAct(EventKind.Form, 3, Other), Rules));
        yield return ("both", held.After(new StationAct(EventKind.Form, 4, Other), Rules));
        yield return ("read", inPlace.After(new StationAct(EventKind.Match, 3), Rules));
    }

    private static IEnumerable<(string Act, StationState After)> Acts(string from, StationState state)
    {
        yield return ("transcribe", state.After(new StationAct(EventKind.Transcribe, 9, MadeElection.Sound(7, 7, 7)), Rules));
        if (from == "none")
        {
            yield return ("form", state.After(new StationAct(EventKind.Form, 9, First), Rules));
            yield break;
        }

        yield return ("transcribe", state.After(new StationAct(EventKind.Match, 9), Rules));
        if (from == "read")
        {
            yield return ("form", state.After(new StationAct(EventKind.Repeat, 9), Rules));
            yield return ("form", state.After(new StationAct(EventKind.Late, 9, MadeElection.Sound(7, 7, 7)), Rules));
            yield break;
        }

        yield return ("same form", state.After(new StationAct(EventKind.Repeat, 9), Rules));
        yield return ("form with other figures", state.After(new StationAct(EventKind.Form, 9, MadeElection.Sound(7, 7, 7)), Rules));
        yield return ("hold", state.After(new StationAct(EventKind.Hold, 9), Rules));
        yield return ("settle", state.After(new StationAct(EventKind.Settle, 9, MadeElection.Sound(7, 7, 7)), Rules));
        yield return ("confirm", state.After(new StationAct(EventKind.Confirm, 9), Rules));
        yield return ("correct", state.After(new StationAct(EventKind.Correct, 9, MadeElection.Sound(7, 7, 7)), Rules));
        foreach (var on in state.Waiting.Select(waiting => waiting.Index).Append(state.InPlace))
        {
            yield return ("accept", state.After(new StationAct(EventKind.Accept, 9, On: on), Rules));
        }
    }

    private static string NameOf(StationState state) =>
        (state.InPlace >= 0, state.IsHeld, state.Waiting.Count > 0) switch
        {
            (false, _, _) => "none",
            _ when state.IsRead => "read",
            (_, true, true) => "both",
            (_, true, _) => "held",
            (_, _, true) => "conflict",
            _ => "inplace",
        };

    private static (Statement Said, StationAct Act) Next(Random random, StationState state, NaiveStation model, int index, bool copied)
    {
        var fields = random.GetItems(Figures, 1)[0];
        var form = new Form(MadeElection.President, Code, default, fields, []);
        if (!copied && random.Next(8) == 0)
        {
            var same = fields.Equals(state.Fields);
            return (
                MadeLedger.Transcribe(Code.ToString(), shown: null, fields, differs: false),
                new StationAct(same ? EventKind.Match : EventKind.Transcribe, index, same ? null : fields)
            );
        }

        if (state.IsRead)
        {
            return fields.Equals(state.Fields)
                ? (form, new StationAct(EventKind.Repeat, index))
                : (form, new StationAct(EventKind.Late, index, fields));
        }

        if (state.Fields is null)
        {
            return (form, new StationAct(EventKind.Form, index, fields));
        }

        var place = model.At();
        var on = random.GetItems([place.InPlace!, .. place.Waiting], 1)[0];
        Statement Review(ReviewAct act, FormFields? corrected = null) =>
            MadeLedger.Review(Code.ToString(), on.Id, act, corrected, [.. model.Failing(corrected ?? on.Fields)]);
        Unseal Opened() => new(MadeElection.President, Code, default, default, fields);
        return (copied ? random.Next(2) * 4 : random.Next(6)) switch
        {
            1 => (Review(ReviewAct.Hold), new StationAct(EventKind.Hold, index)),
            2 => (Review(ReviewAct.Accept), new StationAct(EventKind.Accept, index, On: on.Index)),
            3 => (Review(ReviewAct.Correct, fields), new StationAct(EventKind.Correct, index, fields)),
            5 when state.Fields.Equals(fields) => (Opened(), new StationAct(EventKind.Confirm, index)),
            5 => (Opened(), new StationAct(EventKind.Settle, index, fields)),
            4 when copied => (new Withdraw(MadeElection.President, Code, default), new StationAct(EventKind.Withdraw, index)),
            _ when state.Fields.Equals(fields) => (
                form,
                new StationAct(copied ? EventKind.Form : EventKind.Repeat, index, copied ? fields : null)
            ),
            _ => (form, new StationAct(EventKind.Form, index, fields)),
        };
    }

    private static Digest Id(int index) => Sirekap.Record.Storage.BlobFolder.Reference(BitConverter.GetBytes(index)).Sha256;
}
