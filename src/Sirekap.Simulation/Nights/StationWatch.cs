using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>Somebody signs a station's first form, or refuses to.</summary>
internal readonly record struct WatchedSignature(int Second, WatchingPerson By, ObjectionGround? Refusal, bool HasWords);

/// <summary>An objection to a station; before its form, where somebody was kept out.</summary>
internal sealed record WatchedObjection(int Second, WatchingPerson By, ObjectionGround Ground, FormFields? Fields, bool HasWords)
{
    public bool IsBeforeForm => Ground == ObjectionGround.NotAdmitted;
}

/// <summary>What a committee answers.</summary>
/// <param name="By">The district, or the regency above it.</param>
internal readonly record struct WatchedAnswer(int Second, RegionCode By, AnswerOutcome Outcome, AnswerReason Reason, bool HasWords);

/// <summary>
/// What those who watch say at one station in one contest, following from the seed as its <see cref="StationNight"/> does, which goes as
/// if nobody watched. Nobody has written down how often witnesses sign, refuse or object: the shares are guessed.
/// </summary>
internal sealed class StationWatch
{
    /// <summary>A contestant has people in most districts, and not in all.</summary>
    private const double DistrictsWithWitness = 0.7;

    /// <summary>Where it has people: one falls ill, one has two stations to be at.</summary>
    private const double WitnessComes = 0.8;

    /// <summary>Observers are few: some regencies have one, who goes from station to station.</summary>
    private const double RegenciesWithObserver = 0.25;

    /// <summary>Of a regency's watched stations; the same person cannot be at all of them.</summary>
    private const double ObserverComes = 0.3;

    /// <summary>Whoever has the paper before them and a form that says other votes signs it often nevertheless, unseen.</summary>
    private const double RefusesWhatIsWrong = 0.35;

    /// <summary>Of sound forms: enough that a small simulation has some.</summary>
    private const double RefusesWhatIsRight = 0.015;

    /// <summary>More than half: it is what an objection is for, and still some wrong form passes unseen.</summary>
    private const double ObjectsToWhatIsWrong = 0.6;

    /// <summary>Of sound forms: five of a hundred are wrong, so nearly as many objections are without ground as with it.</summary>
    private const double ObjectsToWhatIsRight = 0.03;

    /// <summary>Who has a choice writes seldom more than they must: some in every small simulation.</summary>
    private const double Wordy = 0.35;

    /// <summary>Most objections are answered; what is not stays open for everybody to see.</summary>
    private const double Unanswered = 0.12;

    /// <summary>A committee that takes note first and decides later: some, so that an objection has more than one answer.</summary>
    private const double RepliedFirst = 0.25;

    /// <summary>In seconds.</summary>
    private const int Minute = 60;

    /// <summary>In seconds.</summary>
    private const int Hour = 60 * Minute;

    /// <summary>Draws of districts and regencies begin above those of contests, which are numbered from 0.</summary>
    private const int Presence = 16;

    private readonly StationNight _night;
    private readonly bool _isWrong;
    private Draws _draws;

    private StationWatch(SimulationOptions options, SimulatedContests contests, StationNight night, Draws draws)
    {
        _night = night;
        _draws = draws;
        _isWrong = !night.Sent.Votes.SequenceEqual(night.Truth.Votes);
        var present = Present(options, contests);
        Signatures = [.. present.Select(Signature)];
        Objection = Object([.. present.Where(person => person.Role != Role.Observer)], options.Seed);
        Answers = Objection is null ? [] : [.. Answer(options, Objection)];
    }

    /// <summary>One each of those who are there.</summary>
    public IReadOnlyList<WatchedSignature> Signatures { get; }

    public WatchedObjection? Objection { get; }

    /// <summary>To the objection, in their order.</summary>
    public IReadOnlyList<WatchedAnswer> Answers { get; }

    /// <summary>What happens at a station on such a night, or null where nobody watches it.</summary>
    public static StationWatch? Of(SimulationOptions options, SimulatedContests contests, StationNight night)
    {
        var draws = Draws.Of(options.Seed, night.Station, Purpose.Watching, night.Contest.Number);
        return draws.Chance(options.Watching) && night.IsHeld && !night.IsSilent ? new StationWatch(options, contests, night, draws) : null;
    }

    /// <summary>Whether a station's phone is enrolled by a kit.</summary>
    public static bool HasKit(SimulationOptions options, RegionCode station) =>
        Draws.Of(options.Seed, station, Purpose.Kits).Chance(options.Watching);

    private List<WatchingPerson> Present(SimulationOptions options, SimulatedContests contests)
    {
        var district = _night.Station.At(Level.District);
        var regency = _night.Station.At(Level.Regency);
        var present = new List<WatchingPerson> { new(0, Role.Supervisor, district) };
        for (var watcher = 1; watcher < contests.Watchers.Count; watcher++)
        {
            var comes = Draws.Of(options.Seed, district, Purpose.Watching, Presence + watcher).Chance(DistrictsWithWitness);
            if (_draws.Chance(WitnessComes) && comes && contests.Watchers.HasPartIn(watcher, _night.Contest.Contest, _night.Station))
            {
                present.Add(new WatchingPerson(watcher, Role.Witness, district));
            }
        }

        if (Draws.Of(options.Seed, regency, Purpose.Watching, Presence).Chance(RegenciesWithObserver) && _draws.Chance(ObserverComes))
        {
            present.Add(new WatchingPerson(0, Role.Observer, regency));
        }

        return present;
    }

    private WatchedSignature Signature(WatchingPerson person)
    {
        var second = _night.When(Happening.Form) + _draws.Between(Minute, 40 * Minute);
        if (!_draws.Chance(_isWrong ? RefusesWhatIsWrong : RefusesWhatIsRight))
        {
            return new WatchedSignature(second, person, null, false);
        }

        ObjectionGround[] grounds =
        [
            ObjectionGround.Procedure,
            ObjectionGround.Miscounted,
            ObjectionGround.NotAdmitted,
            ObjectionGround.CopyNotGiven,
            ObjectionGround.Other,
        ];
        var ground = _isWrong ? ObjectionGround.FiguresDiffer : grounds[_draws.Below(grounds.Length)];
        return new WatchedSignature(second, person, ground, ground == ObjectionGround.Other || _draws.Chance(Wordy));
    }

    private WatchedObjection? Object(IReadOnlyList<WatchingPerson> present, ulong seed)
    {
        var person = present[_draws.Below(present.Count)];
        if (!_draws.Chance(_isWrong ? ObjectsToWhatIsWrong : ObjectsToWhatIsRight))
        {
            return null;
        }

        ObjectionGround[] grounds =
        [
            ObjectionGround.Miscounted,
            ObjectionGround.Procedure,
            ObjectionGround.NotAdmitted,
            ObjectionGround.CopyNotGiven,
            ObjectionGround.Other,
        ];
        var ground = _isWrong ? ObjectionGround.FiguresDiffer : grounds[_draws.Below(grounds.Length)];
        var fields = ground switch
        {
            // The copy is seldom filled in whole.
            ObjectionGround.FiguresDiffer when _draws.Chance(0.5) => _night.Truth,
            ObjectionGround.FiguresDiffer => new FormFields(_night.Truth.Votes.ToArray(), FormFields.NoCounts()),
            ObjectionGround.Miscounted => OfficerErrors.Misread(_night.Truth, seed, _night.Station, _night.Contest),
            _ => null,
        };
        var second =
            ground == ObjectionGround.NotAdmitted
                ? _night.Counted - _draws.Between(10 * Minute, 2 * Hour)
                : _night.When(Happening.Form) + _draws.Between(20 * Minute, 2 * Hour);
        return new WatchedObjection(second, person, ground, fields, ground == ObjectionGround.Other || _draws.Chance(Wordy));
    }

    /// <summary>In the plenary of the district, before it closes; without plenaries when the committee has decided on the form.</summary>
    private IEnumerable<WatchedAnswer> Answer(SimulationOptions options, WatchedObjection objection)
    {
        var district = _night.Station.At(Level.District);
        var decided = DecidedAt();
        if (_draws.Chance(Unanswered) || (!options.Plenaries && decided is null))
        {
            yield break;
        }

        var (outcome, reason) = Outcome(objection, decided is not null || _night.IsOpen);
        var last = options.Plenaries
            ? NightClock.Certified(options.Seed, district) - _draws.Between(1, Minute - 1)
            : Math.Max(decided!.Value, objection.Second) + _draws.Between(Minute, Hour);
        // The same answer a second time would be the same text, which stands in a ledger once.
        if (options.Plenaries && _draws.Chance(RepliedFirst) && reason != AnswerReason.Plenary)
        {
            var before = last - _draws.Between(2 * Hour, 8 * Hour);
            yield return new WatchedAnswer(before, district, AnswerOutcome.Replied, AnswerReason.Plenary, false);
        }

        var by = _draws.Chance(0.2) ? _night.Station.At(Level.Regency) : district;
        yield return new WatchedAnswer(last, by, outcome, reason, _draws.Chance(Wordy));
    }

    /// <param name="isLookedAt">Whether a committee decides on the form, in the night or in the plenary.</param>
    private (AnswerOutcome, AnswerReason) Outcome(WatchedObjection objection, bool isLookedAt) =>
        objection.Ground switch
        {
            ObjectionGround.FiguresDiffer when isLookedAt && _night.Verdict != Verdict.FormStands => (
                AnswerOutcome.Settled,
                AnswerReason.Corrected
            ),
            // Nothing in the form contradicts itself: whether the objection is right, the paper says in the plenaries above.
            ObjectionGround.FiguresDiffer => (AnswerOutcome.Replied, AnswerReason.Plenary),
            ObjectionGround.Miscounted => (AnswerOutcome.Rejected, _draws.Chance(0.5) ? AnswerReason.Recounted : AnswerReason.PaperAgrees),
            ObjectionGround.NotAdmitted or ObjectionGround.CopyNotGiven => (AnswerOutcome.Settled, AnswerReason.Remedied),
            _ when _draws.Chance(0.5) => (AnswerOutcome.Rejected, AnswerReason.Unfounded),
            _ => (AnswerOutcome.Replied, AnswerReason.NotHere),
        };

    private int? DecidedAt()
    {
        foreach (var (second, what) in _night.Happenings)
        {
            if (what == Happening.Decision)
            {
                return second;
            }
        }

        return null;
    }
}
