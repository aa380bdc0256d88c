using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Simulation;

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
/// All that happens to one station, following from the seed and its code alone. It is drawn anew for every entry that it is asked for,
/// which costs less than the entry's signature and keeps nothing in memory.
/// </summary>
internal sealed class StationNight
{
    private const double LostKeyShare = 0.002;
    private const double CompromisedKeyShare = 0.0005;
    private const double SameTextShare = 0.01;
    private const double SameFiguresShare = 0.003;
    private const double ConflictShare = 0.004;
    private const double HoldShare = 0.25;

    /// <summary>
    /// About this share of all forms fail a check that holds, lack counts or conflict; reviews go to them nine times of ten.
    /// </summary>
    private const double OpenShare = 0.31;
    private const double ReviewsOfOpen = 0.9;

    private readonly (int Second, Happening What)[] _happenings = new (int, Happening)[12];
    private int _count;

    public StationNight(SimulationOptions options, RegionCode station)
    {
        Station = station;
        Truth = TrueCount.Of(options.Seed, station);
        (Sent, Errors) = options.Errors ? OfficerErrors.Of(Truth, options.Seed, station) : (Truth, OfficerError.None);
        Result = Evaluation.Evaluate(Sent, station, Limits.Of2024);
        var story = Draws.Of(options.Seed, station, Purpose.Story);
        var times = Draws.Of(options.Seed, station, Purpose.Times);
        IsSilent = story.Chance(options.SilentShare);
        BeforeForm(options, ref story, ref times);
        if (!IsSilent)
        {
            FormAndAfter(options, ref story, ref times);
            Review(options, ref story, ref times);
        }
    }

    public RegionCode Station { get; }

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

    /// <summary>How many keys the station has had before the one that signs its first form.</summary>
    public int KeysLost { get; private set; }

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
            KeysLost = KeysReplaced = 1;
        }
    }

    private void FormAndAfter(SimulationOptions options, ref Draws story, ref Draws times)
    {
        Counted = NightClock.Counted(UtcOffset, ref times);
        var remote = RegionEffects.Of(options.Seed, Station).Remote;
        Add(NightClock.Arrived(Counted, remote, IsRural, UtcOffset, ref times), Happening.Form);
        if (!options.Incidents)
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
            Second = Sent.Equals(Truth) ? OfficerErrors.Misread(Sent, options.Seed, Station) : Truth;
            Add(times.Between(600, 7200), Happening.SecondForm, after: true);
        }
        else if (KeysLost == 0 && story.Chance(CompromisedKeyShare))
        {
            Add(times.Between(600, 7200), Happening.KeyCompromised, after: true);
            Add(times.Between(60, 1800), Happening.Intrusion, after: true);
            Add(times.Between(300, 3600), Happening.KeyReplaced, after: true);
            KeysReplaced = 1;
        }
    }

    private void Review(SimulationOptions options, ref Draws story, ref Draws times)
    {
        IsOpen = Evaluation.Classify(Result) != StationClass.Accepted || Second is not null;
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
