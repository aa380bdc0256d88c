using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>What happens to the server before an act.</summary>
public enum Interruption : byte
{
    None,

    /// <summary>It is stopped as an operator stops it, and started again.</summary>
    Restarted,

    /// <summary>It is killed between two acts, and started again.</summary>
    Killed,
}

/// <summary>
/// An election night as those who take part send it, with all that goes wrong: every act with its bytes and what is to become of it. It
/// follows from the options and the secret alone, so that a server that takes it twice writes the same ledger twice.
/// </summary>
public sealed class Rehearsal : IDisposable
{
    /// <summary>Of forms: every kind of trouble comes some times among a few hundred, and most forms still come as they should.</summary>
    private const double TroubledForms = 0.15;

    /// <summary>Of photos.</summary>
    private const double TroubledPhotos = 0.05;

    /// <summary>Of enrolments, of which there are as many as stations and more.</summary>
    private const double TroubledEnrolments = 0.05;

    /// <summary>Of what is rarer: reviews, attestations, answers, plenaries.</summary>
    private const double TroubledOthers = 0.3;

    /// <summary>Photos that come before their form; the others follow it, as the link allows.</summary>
    private const double PhotoFirst = 0.6;

    private readonly SimulationOptions _options;
    private readonly StatementHead _head;
    private readonly StatementCodec _codec;
    private readonly FormTroubles _forms;
    private readonly Troubles _ofForms;
    private readonly Troubles _ofPhotos;
    private readonly Dictionary<Type, Troubles> _ofOthers;
    private readonly HashSet<(string Contest, RegionCode Station)> _seen = [];
    private SplitMix64 _draws;

    /// <param name="options">What kind of night; what troubles there are follows from its seed, too.</param>
    /// <param name="head">The head of its election.</param>
    /// <param name="tree">Its places.</param>
    /// <param name="root">A root key of the definition; it stays the caller's.</param>
    /// <param name="secret">From which the officers' keys follow.</param>
    public Rehearsal(SimulationOptions options, StatementHead head, RegionTree tree, SignerKey root, ReadOnlyMemory<byte> secret)
    {
        (_options, _head, _codec) = (options, head, new StatementCodec(head));
        Night = new NightSimulation(options, head, tree, root, secret);
        _forms = new FormTroubles(Night, head);
        var committees = new CommitteeTroubles(Night);
        _ofForms = new Troubles(options.Seed + 1, TroubledForms, _forms.All);
        _ofPhotos = new Troubles(options.Seed + 2, TroubledPhotos, new PhotoTroubles(Night, PhotoOf).All);
        _ofOthers = new Dictionary<Type, Troubles>
        {
            [typeof(Enrol)] = new(options.Seed + 3, TroubledEnrolments, committees.OfEnrolments),
            [typeof(Review)] = new(options.Seed + 4, TroubledOthers, committees.OfReviews),
            [typeof(Attest)] = new(options.Seed + 5, TroubledOthers, committees.OfAttestations),
            [typeof(Answer)] = new(options.Seed + 6, TroubledOthers, committees.OfAnswers),
            [typeof(Totals)] = new(options.Seed + 7, TroubledOthers, committees.OfTotals),
        };
        _draws = new SplitMix64(SplitMix64.Hash(options.Seed + 8));
    }

    /// <summary>The night without what goes wrong.</summary>
    public NightSimulation Night { get; }

    /// <summary>The acts, made as they are asked for; once only.</summary>
    public IEnumerable<(RehearsedAct Act, Interruption Before)> Acts()
    {
        var number = 0;
        foreach (var entry in Night.Entries())
        {
            var interruption = InterruptionAt(number);
            var kills = number > 7 * Night.Count / 10 && !_hasKilled;
            number++;
            foreach (var act in ActsOf(entry, kills))
            {
                yield return (act, interruption);
                interruption = Interruption.None;
            }
        }
    }

    public void Dispose() => Night.Dispose();

    private bool _hasKilled;

    /// <summary>At a quarter of the night it is stopped, at the middle it is killed.</summary>
    private Interruption InterruptionAt(int number) =>
        number == Night.Count / 4 ? Interruption.Restarted
        : number == Night.Count / 2 ? Interruption.Killed
        : Interruption.None;

    private IEnumerable<RehearsedAct> ActsOf(SimulatedEntry entry, bool kills)
    {
        var read =
            Entry.Read(entry.Entry, _codec, out var rejection) ?? throw new InvalidOperationException($"the night's own: {rejection}");
        var form = read.Statement as Form;
        var isFirst = form is not null && entry.Intent == Intent.Stands && _seen.Add((form.Contest, form.Station));
        var act = new TroubledAct(Night, _head, entry, read) { IsFirstForm = isFirst };
        if (kills && isFirst)
        {
            _hasKilled = true;
            (act.Trouble, act.Carriage) = (Trouble.Killed, Carriage.Killed);
        }
        else if (entry.Intent == Intent.Stands)
        {
            Deal(act);
        }

        List<RehearsedAct> photo = isFirst && form!.Photos.Count > 0 ? [PhotoOf(act, form)] : [];
        var isPhotoFirst = _draws.Unit() < PhotoFirst;
        return
        [
            .. act.Before,
            .. isPhotoFirst ? photo : [],
            .. entry.Words is { } words ? [act.Brought(words, entry.By!, TroubledAct.Blobs)] : (RehearsedAct[])[],
            act.Itself(),
            .. act.After,
            .. isPhotoFirst ? [] : photo,
        ];
    }

    private void Deal(TroubledAct act)
    {
        if (act.Statement is Form form)
        {
            _ofForms.Deal(act);
            _forms.Came(form);
            if (act.Trouble == Trouble.None)
            {
                _ofPhotos.Deal(act);
            }
        }
        else if (_ofOthers.TryGetValue(act.Statement.GetType(), out var troubles))
        {
            troubles.Deal(act);
        }
    }

    private RehearsedAct PhotoOf(TroubledAct act, Form form)
    {
        using var key = FormTroubles.KeyOf(Night, form.Station);
        return act.Brought(PhotoOf(form), key, TroubledAct.Photos) with
        {
            Carriage = act.PhotoCarriage,
            Expected = act.IsPhotoThere ? Expected.StandsAlready : Expected.Stands,
            Trouble = act.PhotoCarriage == Carriage.Whole ? Trouble.None : act.Trouble,
        };
    }

    private byte[] PhotoOf(Form form) =>
        StandInPhoto.Of(_options.Seed, form.Station, Night.Contests.All.First(its => its.Contest.Code == form.Contest).Number);
}
