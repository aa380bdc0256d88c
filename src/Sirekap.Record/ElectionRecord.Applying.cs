using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using NameRules = Sirekap.Elections.Contests.Ids;

namespace Sirekap.Record;

/// <remarks>What each kind of statement does.</remarks>
public sealed partial class ElectionRecord
{
    private Rejection? ApplyStatement(Entry entry, ReadOnlySpan<SignatureClaim> claims) =>
        entry.Statement switch
        {
            Form form => ApplyForm(form, Keys[claims[0].Key]),
            Enrol enrol => ApplyEnrol(enrol, entry.Enrols!.Value, Keys[claims[0].Key]),
            Time time => ApplyTime(time),
            Review review => ApplyReview(review, Keys[claims[0].Key]),
            Revoke revoke => ApplyRevoke(revoke, Keys[claims[0].Key]),
            Snapshot snapshot => ApplySnapshot(snapshot, Keys[claims[0].Key]),
            Withdraw withdraw => ApplyWithdraw(withdraw, Keys[claims[0].Key]),
            Totals totals => ApplyTotals(totals, Keys[claims[0].Key]),
            Disclose disclose => ApplyDisclose(disclose, entry.Id, Keys[claims[0].Key]),
            PhotoReading reading => ApplyReading(reading, Keys[claims[0].Key]),
            Withhold withhold => ApplyWithhold(withhold),
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };

    private Rejection? ApplyTime(Time time)
    {
        if (Times.Now is { } now && time.At < now)
        {
            return new Rejection(RejectionCode.TimeGoesBack, $"{time.At} after {now}");
        }

        Times.Add(Count, time.At);
        return null;
    }

    private Rejection? ApplyEnrol(Enrol enrol, KeyName name, Key signer)
    {
        if (Authority.ToEnrol(signer, Definition.Kind, enrol.Role, enrol.Scope) is { } rejection)
        {
            return rejection;
        }

        if (!Exists(enrol.Scope))
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{enrol.Scope} is not in this election");
        }

        if (Keys.TryFind(name, out var earlier))
        {
            return new Rejection(RejectionCode.KeyAlreadyEnrolled, $"key {name} was enrolled by entry {earlier.Enrolled}");
        }

        Keys.Add(name, enrol.Role, enrol.Scope, enrol.Key, Count);
        return null;
    }

    private Rejection? ApplyRevoke(Revoke revoke, Key signer)
    {
        if (!Keys.TryFind(revoke.Key, out var key))
        {
            return new Rejection(RejectionCode.UnknownKey, $"no key {revoke.Key} is enrolled");
        }

        if (Authority.ToRevoke(signer, key) is { } rejection)
        {
            return rejection;
        }

        if (key.IsRevoked)
        {
            return new Rejection(RejectionCode.AlreadyRevoked, $"entry {key.Revoked} revoked key {revoke.Key}");
        }

        Keys.Revoke(key.Ordinal, Count);
        return null;
    }

    private Rejection? ApplyForm(Form form, Key signer)
    {
        if (Place(form.Contest, form.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        rejection =
            Authority.ToSubmit(signer, Definition.Kind, form.Station)
            ?? Ballot(contest!, form.Station, form.Fields.Votes.Length)
            ?? contest!.Submit(Count, signer.Ordinal, station, form);
        if (rejection is null)
        {
            NamePhotos(station, form.Photos);
        }

        return rejection;
    }

    private Rejection? ApplyReview(Review review, Key signer)
    {
        if (Place(review.Contest, review.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        rejection = Authority.ToReview(signer, review.Station);
        if (rejection is null && review.Fields is not null)
        {
            rejection = review.Fields.IsEmpty
                ? new Rejection(RejectionCode.NoFigures, "a correction has figures")
                : Ballot(contest!, review.Station, review.Fields.Votes.Length);
        }

        rejection ??= contest!.Decide(Count, signer.Ordinal, station, review);
        if (rejection is null && review.Text is { } text)
        {
            _mentioned.Add(text.Sha256);
        }

        return rejection;
    }

    private Rejection? ApplySnapshot(Snapshot snapshot, Key signer)
    {
        if (Authority.ToCopy(signer, Definition.Kind) is { } rejection)
        {
            return rejection;
        }

        if (Contest(snapshot.Contest) is not { } contest)
        {
            return UnknownContest(snapshot.Contest);
        }

        // What is withheld is removed, and without this list nobody could replay the ledger.
        if (_withheld.TryGetValue(snapshot.Stations.Sha256, out var withheld))
        {
            return new Rejection(
                RejectionCode.BlobMissing,
                $"entry {withheld.Index} withholds the stations of the snapshot, blob {snapshot.Stations.Sha256}"
            );
        }

        if (!Load(_blobs, snapshot.Stations, "stations of the snapshot", out var bytes, out rejection))
        {
            return rejection;
        }

        if (!RegionTree.TryParse(bytes.Span, out var stations, out var error))
        {
            return new Rejection(RejectionCode.BlobMissing, $"the stations of the snapshot, blob {snapshot.Stations.Sha256}: {error}");
        }

        rejection = contest.Begin(snapshot, stations!);
        if (rejection is null)
        {
            _needed.Add(snapshot.Stations.Sha256);
            _mentioned.Add(snapshot.Stations.Sha256);
            _sources.Add(snapshot.Source.Sha256);
        }

        return rejection;
    }

    private Rejection? ApplyWithdraw(Withdraw withdraw, Key signer)
    {
        if (Place(withdraw.Contest, withdraw.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        return Authority.ToCopy(signer, Definition.Kind) ?? contest!.Withdraw(Count, signer.Ordinal, station, withdraw);
    }

    private Rejection? ApplyTotals(Totals totals, Key signer)
    {
        if (Contest(totals.Contest) is not { } contest)
        {
            return UnknownContest(totals.Contest);
        }

        var region = totals.Region.Level is Level.Village or Level.Station ? -1 : Tree.FindRegion(totals.Region);
        if (region < 0)
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{totals.Region} has no plenary in this election");
        }

        if (Authority.ToCertify(signer, Definition.Kind, totals.Region) is { } rejection)
        {
            return rejection;
        }

        if (contest.Tally.BallotOf(region).Columns.Count is var columns && totals.Votes.Count != columns)
        {
            return new Rejection(RejectionCode.WrongChoices, $"{totals.Votes.Count} votes where {totals.Region} has {columns}");
        }

        return contest.Certify(Count, signer.Ordinal, region, totals);
    }

    private Rejection? ApplyWithhold(Withhold withhold)
    {
        if (_needed.Contains(withhold.Blob))
        {
            return new Rejection(RejectionCode.NeededForReplay, $"without blob {withhold.Blob} nobody could replay the ledger");
        }

        return _withheld.TryAdd(withhold.Blob, (Count, withhold))
            ? null
            : new Rejection(RejectionCode.AlreadyWithheld, $"entry {_withheld[withhold.Blob].Index} withholds it");
    }

    private Rejection? Place(string code, RegionCode at, out ContestRecord? contest, out int station)
    {
        contest = Contest(code);
        station = Tree.FindStation(at);
        if (contest is null)
        {
            return UnknownContest(code);
        }

        return station < 0 || contest.Contest.TryFindDistrict(at, out _) is false
            ? new Rejection(RejectionCode.UnknownRegion, $"{at} is no station of {code} in this election")
            : null;
    }

    private bool Exists(RegionCode code) => code.Level == Level.Station ? Tree.FindStation(code) >= 0 : Tree.FindRegion(code) >= 0;

    private Rejection UnknownContest(string code) =>
        new(RejectionCode.UnknownContest, $"\"{code}\" is none of {string.Join(", ", _contests.Keys)}");

    private static Rejection? Ballot(ContestRecord contest, RegionCode station, int votes)
    {
        var choices = contest.Contest.DistrictOf(station).Choices.Count;
        return votes == choices
            ? null
            : new Rejection(RejectionCode.WrongChoices, $"{station}: {votes} votes where the ballot has {choices} choices");
    }
}
