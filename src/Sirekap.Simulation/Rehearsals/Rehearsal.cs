using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Reading.Images;
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

    /// <summary>Of what is rarer: reviews, attestations, plenaries.</summary>
    private const double TroubledOthers = 0.3;

    /// <summary>Of answers to objections, of which a small rehearsal has a handful.</summary>
    private const double TroubledAnswers = 1;

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
    private readonly HashSet<RegionCode> _photographed;
    private readonly FormCamera _camera;
    private SplitMix64 _draws;
    private bool _hasKilled;

    /// <param name="options">What kind of night; what troubles there are follows from its seed, too.</param>
    /// <param name="head">The head of its election.</param>
    /// <param name="tree">Its places.</param>
    /// <param name="root">A root key of the definition; it stays the caller's.</param>
    /// <param name="secret">From which the officers' keys follow.</param>
    /// <param name="photographed">Stations, spread over all places, whose president's form is photographed by the simulated camera.</param>
    public Rehearsal(
        SimulationOptions options,
        StatementHead head,
        RegionTree tree,
        SignerKey root,
        ReadOnlyMemory<byte> secret,
        int photographed = 0
    )
    {
        _photographed = [.. Enumerable.Range(0, photographed).Select(i => tree.Station((int)((long)i * tree.StationCount / photographed)))];
        _camera = new FormCamera(options.Seed);
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
            [typeof(Answer)] = new(options.Seed + 6, TroubledAnswers, committees.OfAnswers),
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
            number++;
            foreach (var act in ActsOf(entry))
            {
                yield return (act, interruption);
                interruption = Interruption.None;
            }
        }
    }

    public void Dispose() => Night.Dispose();

    /// <summary>
    /// At a quarter of the night it is stopped, at the middle it is killed; and once more when half of the forms are in, with one under
    /// way.
    /// </summary>
    private Interruption InterruptionAt(int number) =>
        number == Night.Count / 4 ? Interruption.Restarted
        : number == Night.Count / 2 ? Interruption.Killed
        : Interruption.None;

    private IEnumerable<RehearsedAct> ActsOf(SimulatedEntry entry)
    {
        var read =
            Entry.Read(entry.Entry, _codec, out var rejection) ?? throw new InvalidOperationException($"the night's own: {rejection}");
        var form = read.Statement as Form;
        var isFirst = form is not null && entry.Intent == Intent.Stands && _seen.Add((form.Contest, form.Station));
        var act = new TroubledAct(Night, _head, entry, read) { IsFirstForm = isFirst };
        if (isFirst && !_hasKilled && _seen.Count > Night.Tree.StationCount * _options.Contests.Count / 2)
        {
            _hasKilled = true;
            (act.Trouble, act.Carriage) = (Trouble.Killed, Carriage.Killed);
        }
        else if (entry.Intent == Intent.Stands)
        {
            Deal(act);
        }
        else if (entry.Intent == Intent.Repeats)
        {
            act.Trouble = Trouble.SentAgain;
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
            .. isFirst && form!.Contest == SimulatedElection.Contest && _photographed.Contains(form.Station) ? Photographed(act, form) : [],
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

            if (act is { Trouble: Trouble.None, IsFirstForm: true } && Night.HasWrongClock(form.Station))
            {
                act.Trouble = Trouble.WrongClock;
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
            Trouble = act.Trouble is Trouble.PhotoCut or Trouble.PhotoWithPlace ? act.Trouble : Trouble.None,
        };
    }

    /// <summary>The same form again, with photos of its pages.</summary>
    private IEnumerable<RehearsedAct> Photographed(TroubledAct act, Form form)
    {
        var paper = Night.Truth(form.Station)!;
        if (!FormCamera.Fits(paper))
        {
            yield break;
        }

        using var key = FormTroubles.KeyOf(Night, form.Station);
        var stored = new List<Digest>();
        foreach (var page in _camera.Photograph(form.Station, paper))
        {
            if (!PhotoMetadata.TryStrip(page, ImageLimits.Default, out var stripped, out var problem))
            {
                throw new InvalidOperationException($"the simulated camera's photo is {problem}");
            }

            stored.Add(new Digest(Sha256.Hash(stripped)));
            yield return act.Brought(page, key, TroubledAct.Photos) with
            {
                What = "camera photo",
                Stored = stored[^1],
            };
        }

        var again = form with { Photos = stored };
        yield return new RehearsedAct(act.Entry.At, "form", Signing.Entry(_head, again, key), Expected.Stands) { Statement = again };
    }

    private byte[] PhotoOf(Form form) =>
        StandInPhoto.Of(_options.Seed, form.Station, Night.Contests.All.First(its => its.Contest.Code == form.Contest).Number);
}
