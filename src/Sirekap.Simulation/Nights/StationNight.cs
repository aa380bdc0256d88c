using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>How a decision ends.</summary>
internal enum Verdict : byte
{
    /// <summary>The form stands as it is, over the checks that it fails.</summary>
    FormStands,

    /// <summary>The second of two conflicting forms stands.</summary>
    SecondStands,

    /// <summary>The true figures take its place.</summary>
    Corrected,
}

/// <summary>
/// All that happens to one station in one contest, following from the seed, its code and the contest alone. It is drawn anew for every
/// entry that it is asked for, which costs less than the entry's signature and keeps nothing in memory.
/// </summary>
/// <remarks>What happens to the station itself (enrolment, lost and stolen keys) happens in the first of the contests.</remarks>
internal sealed class StationNight
{
    /// <summary>Telephones that break or are lost on the morning of the vote: seldom, and still some in every regency.</summary>
    private const double LostKeyShare = 0.002;

    /// <summary>Rarer than a lost key: a stranger has to know what to do with it.</summary>
    private const double CompromisedKeyShare = 0.0005;

    /// <summary>Forms sent twice because the answer was lost on the way: one in a hundred, as over weak links.</summary>
    private const double SameTextShare = 0.01;

    /// <summary>Officers who fill in the same once more, because they do not trust what they see.</summary>
    private const double SameFiguresShare = 0.003;

    /// <summary>Officers who send other figures later: one in every second district or so, enough for reviews to have them.</summary>
    private const double ConflictShare = 0.004;

    /// <summary>Of reviewed forms a quarter is put on hold first: all kinds of decision are to occur in a small simulation.</summary>
    private const double HoldShare = 0.25;

    /// <summary>Seconds between the last form of a station and the loss of its key.</summary>
    private const int BeforeCompromise = 60;

    /// <summary>
    /// About this share of all forms fail a check that holds, lack counts or conflict: it divides the reviews between them and the others.
    /// </summary>
    private const double OpenShare = 0.31;

    /// <summary>Reviews go to open forms nine times of ten; the tenth is one that somebody looks at without cause.</summary>
    private const double ReviewsOfOpen = 0.9;

    private readonly (int Second, Happening What)[] _happenings = new (int, Happening)[12];
    private int _count;
    private int _keysLost;

    /// <summary>The paper that it fills in.</summary>
    public StationPaper Paper { get; }

    public StationNight(SimulationOptions options, SimulatedContests contests, RegionCode station, int contest = 0)
        : this(options, contests.All[contest], station, contest == 0 ? null : new StationNight(options, contests, station), contest) { }

    private StationNight(SimulationOptions options, SimulatedContest contest, RegionCode station, StationNight? first, int position)
    {
        Station = station;
        Contest = contest;
        First = first ?? this;
        Position = position;
        President = first?.President ?? TrueCount.Of(options.Seed, station);
        IsHeld = contest.IsHeldAt(station);
        Truth = IsHeld ? contest.Truth(options.Seed, station, President) : President;
        (Sent, Errors) = options.Errors && IsHeld ? OfficerErrors.Of(Truth, options.Seed, station, contest) : (Truth, OfficerError.None);
        Paper = StationPaper.Of(contest.Contest, station, Limits.Of2024, contest.MethodOf(station));
        Result = SimulatedElection.Rules.Checks.Evaluate(Sent, Paper);
        var story = Draws.Of(options.Seed, station, Purpose.Story, contest.Number);
        var times = Draws.Of(options.Seed, station, Purpose.Times, contest.Number);
        IsSilent = story.Chance(options.SilentShare);
        if (first is null)
        {
            BeforeForm(options, ref story, ref times);
        }

        if (!IsSilent && IsHeld)
        {
            FormAndAfter(options, ref story, ref times);
            Review(options, ref story, ref times);
        }
    }

    public RegionCode Station { get; }

    public SimulatedContest Contest { get; }

    /// <summary>The night of the same station in the first contest.</summary>
    public StationNight First { get; }

    /// <summary>The contest's position among those of the election.</summary>
    public int Position { get; }

    /// <summary>Whether the station has a ballot in the contest; if not, nothing is counted.</summary>
    public bool IsHeld { get; }

    /// <summary>What truly happened in the presidential election, whether or not it is held.</summary>
    private FormFields President { get; }

    /// <summary>What truly happened.</summary>
    public FormFields Truth { get; }

    /// <summary>What the first form says.</summary>
    public FormFields Sent { get; }

    public OfficerError Errors { get; }

    /// <summary>What the checks say of it.</summary>
    public CheckResult Result { get; }

    /// <summary>What the conflicting form says, or null.</summary>
    public FormFields? Second { get; private set; }

    /// <summary>Whether no form ever comes.</summary>
    public bool IsSilent { get; }

    /// <summary>When the first form was filled in.</summary>
    public int Counted { get; private set; }

    /// <summary>How many keys the station has had before the one that signs its forms.</summary>
    public int KeysLost => First._keysLost;

    /// <summary>Whether its key is found compromised after its forms.</summary>
    public bool IsCompromised { get; private set; }

    /// <summary>How many keys the station has had before its last.</summary>
    public int KeysReplaced { get; private set; }

    public Verdict Verdict { get; private set; }

    /// <summary>Whether the station awaits a decision when the night is over.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What happens, in order of time; seconds ascend strictly.</summary>
    public ReadOnlySpan<(int Second, Happening What)> Happenings => _happenings.AsSpan(0, _count);

    /// <summary>The second at which something happens.</summary>
    public int When(Happening what)
    {
        foreach (var (second, happening) in Happenings)
        {
            if (happening == what)
            {
                return second;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(what), what, $"it does not happen at {Station}");
    }

    private void BeforeForm(SimulationOptions options, ref Draws story, ref Draws times)
    {
        var enrolled = NightClock.StationEnrolled(UtcOffset, ref times);
        Add(enrolled, Happening.StationEnrolled);
        if (options.Incidents && story.Chance(LostKeyShare))
        {
            Add(enrolled + times.Between(900, 9000), Happening.KeyLost);
            Add(times.Between(300, 2400), Happening.KeyReplaced, after: true);
            _keysLost = KeysReplaced = 1;
        }
    }

    private void FormAndAfter(SimulationOptions options, ref Draws story, ref Draws times)
    {
        var remote = RegionEffects.Of(options.Seed, Station).Remote;
        Counted = NightClock.Counted(UtcOffset, ref times, First == this ? 0 : Position);
        var arrived = NightClock.Arrived(Counted, remote, IsRural, UtcOffset, ref times);
        if (First.IsCompromised)
        {
            // Whoever has the key in the end had none of it while the officer still sent forms.
            arrived = Math.Min(arrived, First.When(Happening.KeyCompromised) - BeforeCompromise);
            Counted = Math.Min(Counted, arrived - 20);
        }

        Add(arrived, Happening.Form);
        if (!options.Incidents || First.IsCompromised)
        {
            return;
        }

        if (story.Chance(SameTextShare))
        {
            Add(times.Between(5, 600), Happening.SameText, after: true);
        }

        if (story.Chance(SameFiguresShare))
        {
            Add(times.Between(300, 3600), Happening.SameFigures, after: true);
        }
        else if (story.Chance(ConflictShare))
        {
            Second = Sent.Equals(Truth) ? OfficerErrors.Misread(Sent, options.Seed, Station, Contest) : Truth;
            Add(times.Between(600, 7200), Happening.SecondForm, after: true);
        }
        else if (First == this && KeysLost == 0 && story.Chance(CompromisedKeyShare))
        {
            Add(times.Between(600, 7200), Happening.KeyCompromised, after: true);
            Add(times.Between(60, 1800), Happening.Intrusion, after: true);
            Add(times.Between(300, 3600), Happening.KeyReplaced, after: true);
            IsCompromised = true;
            KeysReplaced = 1;
        }
    }

    private void Review(SimulationOptions options, ref Draws story, ref Draws times)
    {
        IsOpen = SimulatedElection.Rules.Checks.Classify(Result) != StationClass.Accepted || Second is not null;
        var share = options.ReviewShare * (IsOpen ? ReviewsOfOpen / OpenShare : (1 - ReviewsOfOpen) / (1 - OpenShare));
        var reviewed = story.Chance(share);
        Verdict = Decide(ref story);
        if (!reviewed)
        {
            return;
        }

        if (options.Incidents && story.Chance(HoldShare))
        {
            Add(Waiting(5400, ref times), Happening.Hold, after: true);
        }

        Add(Waiting(9000, ref times), Happening.Decision, after: true);
        IsOpen = false;
    }

    /// <summary>
    /// The officer has the paper. What is true stands; what the paper itself has wrong may stand with its checks named; the rest is
    /// corrected.
    /// </summary>
    private Verdict Decide(ref Draws story)
    {
        var paperIsWrong = Errors == OfficerError.VotersMiscounted && story.Chance(0.4);
        if (Second is not null)
        {
            return Sent.Equals(Truth) ? Verdict.FormStands : Verdict.SecondStands;
        }

        return Sent.Equals(Truth) || paperIsWrong ? Verdict.FormStands : Verdict.Corrected;
    }

    /// <summary>Half a day at most: the plenaries begin on the third day.</summary>
    private static int Waiting(int median, ref Draws times) => (int)Math.Min(times.Around(median, 0.8), 43_200);

    private int UtcOffset => RegionZone.Of(Station).Hours;

    /// <summary>A desa's number is 2001 or above, a kelurahan's 1001 or above.</summary>
    private bool IsRural
    {
        get
        {
            Span<byte> code = stackalloc byte[13];
            Station.Format(code);
            return code[6] == (byte)'2';
        }
    }

    private void Add(int second, Happening what, bool after = false)
    {
        var last = _count == 0 ? 0 : _happenings[_count - 1].Second;
        _happenings[_count++] = (after ? last + Math.Max(second, 1) : Math.Max(second, last + 1), what);
    }
}
