namespace Sirekap.Elections.Rules;

/// <summary>
/// How many statements there may be of one thing: without a limit one stolen key could swell a document beyond all reading.
/// </summary>
/// <param name="Forms">Forms of a station in one contest, repeated figures counted; a second device or a repeated count makes a
/// handful.</param>
/// <param name="FormsInCopy">In a copy, forms that change a station, which snapshots of a feed may do oftener; and as many again that bring
/// a later time alone.</param>
/// <param name="Decisions">Decisions on a station, and certified totals of a region.</param>
/// <param name="Readings">Readings of a station in one contest: several models, several photos of a form, and again.</param>
/// <param name="Disclosures">Disclosures of one scope.</param>
/// <param name="Proposals">Proposals of one key that wait for others.</param>
/// <param name="Additions">Times that places are added to an election; each costs whoever replays a pass over the nation.</param>
/// <param name="Candidacies">Times that what is said of one choice is replaced.</param>
/// <param name="Phones">Keys that the kits and the district of a station enrol for it, whatever became of them; more are the regency's
/// to enrol.</param>
/// <param name="Kits">Kits of a station: a letter that was lost, and again.</param>
/// <param name="Held">Keys of one person, by their pseudonym, whatever became of them.</param>
/// <param name="Attestations">Signatures and refusals of one body's or contestant's people, of a station in one contest.</param>
/// <param name="Objections">Objections of one body or contestant to a station in one contest, and replies to one objection, which can be
/// ended whatever their number.</param>
/// <param name="Seals">People who say what they sealed of one thing: two agree mostly, and whom five cannot agree on is decided by name.
/// </param>
/// <param name="Dice">Rolls for one region in one contest; each costs whoever replays a pass over the region.</param>
/// <param name="DrawnOneIn">Of so many forms that dice cover one is drawn on average, and one at least: a share that two readers a
/// district can work off within a night.</param>
/// <param name="Figures">Figures of all stations in all contests: a definition must not fill a verifier's memory.</param>
public sealed record StatementLimits(
    int Forms,
    int FormsInCopy,
    int Decisions,
    int Readings,
    int Disclosures,
    int Proposals,
    int Additions,
    int Candidacies,
    int Phones,
    int Kits,
    int Held,
    int Attestations,
    int Objections,
    int Seals,
    int Dice,
    int DrawnOneIn,
    long Figures
);
