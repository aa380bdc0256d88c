namespace Sirekap.Record;

/// <summary>Why the record refuses an entry. The names are stable: they stand in answers, tests and docs/authority.md.</summary>
public enum RejectionCode
{
    /// <summary>Not a signed note in the canonical encoding.</summary>
    NotANote,

    /// <summary>The text is not one canonical line of JSON that this version of the rules knows.</summary>
    NotAStatement,

    /// <summary>Another ledger, election or version of the rules.</summary>
    OtherElection,

    /// <summary>The same text stands in the ledger already, at the index given.</summary>
    AlreadySaid,

    /// <summary>
    /// The ledger begins with a definition and a time, and has one definition; nobody was told a size that it had not reached.
    /// </summary>
    OutOfPlace,

    /// <summary>The definition does not hold together.</summary>
    BadDefinition,

    /// <summary>
    /// A file without which replay cannot go on is missing, withheld, or not what its hash says; or, at intake alone, the words of a
    /// review or disclosure, or the evidence of a reading, are not here.
    /// </summary>
    BlobMissing,

    /// <summary>The bytes are here, and are not in their form: no list of stations, no text, no evidence of a reading.</summary>
    BadBlob,

    /// <summary>Signed by a key that nobody enrolled.</summary>
    UnknownKey,

    /// <summary>Signed by a key that was revoked before.</summary>
    RevokedKey,

    /// <summary>A signature that does not verify.</summary>
    BadSignature,

    /// <summary>Too many or too few signatures for this kind of statement, or one key twice.</summary>
    WrongSigners,

    /// <summary>The signer's role may not do this.</summary>
    RoleNotAllowed,

    /// <summary>The signer's scope does not reach there.</summary>
    OutOfScope,

    /// <summary>Not in an election of this kind.</summary>
    KindNotAllowed,

    /// <summary>Not a valid P-256 key in its one encoding.</summary>
    BadKey,

    /// <summary>The key has been enrolled before; a key is enrolled once.</summary>
    KeyAlreadyEnrolled,

    /// <summary>The key has been revoked before.</summary>
    AlreadyRevoked,

    /// <summary>A root key stands as long as its election.</summary>
    RootStays,

    /// <summary>Time does not go back.</summary>
    TimeGoesBack,

    /// <summary>No such contest here.</summary>
    UnknownContest,

    /// <summary>No such region or station in this election.</summary>
    UnknownRegion,

    /// <summary>No such district in the contest, or no such number on its ballot.</summary>
    UnknownChoice,

    /// <summary>The number of votes is not the number of choices on this ballot.</summary>
    WrongChoices,

    /// <summary>A figure stands in a row that the contest's form does not have.</summary>
    NotOnForm,

    /// <summary>A row with neither votes nor counts is no form.</summary>
    NoFigures,

    /// <summary>There is no form to decide on.</summary>
    NoForm,

    /// <summary>The decision is on something that is no longer in place.</summary>
    Stale,

    /// <summary>A failing check is not named, or one is named that does not fail.</summary>
    ChecksNotNamed,

    /// <summary>Figures that the checks of the votes need are missing: it cannot be accepted, only corrected.</summary>
    FiguresMissing,

    /// <summary>A newer snapshot has spoken of this station.</summary>
    OlderSnapshot,

    /// <summary>No snapshot of this time has this station.</summary>
    NotInSnapshot,

    /// <summary>
    /// The figures are those that are already in place, a list that adds stations has none, a choice is said to be what it is, or copies
    /// to have been given to whom they were given before.
    /// </summary>
    NothingNew,

    /// <summary>
    /// A station or region has all the statements that it may have; without a limit one stolen key could swell its document beyond all
    /// reading.
    /// </summary>
    TooMany,

    /// <summary>A station has as many keys as its kits and its district may enrol; its regency may enrol more.</summary>
    PhonesSpent,

    /// <summary>A witness's contestant is not on the ballot of this contest here.</summary>
    NotOnBallot,

    /// <summary>Nobody who watches stands at that place in the definition.</summary>
    UnknownWatcher,

    /// <summary>The same person has signed this form, or refused to.</summary>
    AlreadyAttested,

    /// <summary>There is no such objection to answer.</summary>
    NoObjection,

    /// <summary>The objection was settled or rejected; whoever disagrees objects again.</summary>
    Closed,

    /// <summary>Whoever says it signed what it is about: nobody reviews what they captured or put in place.</summary>
    OwnForm,

    /// <summary>The same person has sealed what they read of it.</summary>
    AlreadySealed,

    /// <summary>Two people have said the same of every figure; whoever disagrees objects.</summary>
    AlreadyRead,

    /// <summary>There is no such seal to open.</summary>
    NoSeal,

    /// <summary>Another person sealed it, and only they open it.</summary>
    OthersSeal,

    /// <summary>Nobody else has sealed yet: whoever opened now would tell the next what to read.</summary>
    TooEarly,

    /// <summary>The figures with their salt are not what was sealed.</summary>
    NotCommitted,

    /// <summary>A plenary has read the paper: reviews of what the phone sent are over.</summary>
    PlenaryRead,

    /// <summary>Figures that differ from those that were shown have no reason, or figures that do not have one.</summary>
    WrongReason,

    /// <summary>An earlier statement, or this one itself, gives another length to bytes of the same hash.</summary>
    OtherLength,

    /// <summary>The same bytes have been withheld already.</summary>
    AlreadyWithheld,

    /// <summary>There is no such disclosure to replace.</summary>
    NoDisclosure,

    /// <summary>There is no such proposal to agree to.</summary>
    NoProposal,

    /// <summary>The proposal has taken effect already.</summary>
    AlreadyInEffect,

    /// <summary>This key has agreed already; whoever proposes agrees.</summary>
    AlreadyAgreed,

    /// <summary>One person, by the pseudonym of the keys' holder, in what two are to do.</summary>
    SameHolder,

    /// <summary>The pseudonym is of somebody who has keys for which the signer does not answer.</summary>
    OthersHolder,

    /// <summary>A station that is to be added is one of this election.</summary>
    AlreadyThere,

    /// <summary>Totals of a region are certified, and nothing is added to it any more.</summary>
    Certified,

    /// <summary>The plenary is of a tier above the one that sets the result of the contest.</summary>
    AboveTier,

    /// <summary>With what is to be added, the election would be larger than its rules allow a definition to be.</summary>
    TooLarge,

    /// <summary>Without these bytes nobody could replay the ledger; they cannot be withheld.</summary>
    NeededForReplay,
}

/// <summary>A refusal: its name, and what exactly.</summary>
/// <param name="Code">The name.</param>
/// <param name="Detail">What, where; for people.</param>
public sealed record Rejection(RejectionCode Code, string Detail)
{
    /// <summary>The name as it is written, e.g. <c>out-of-scope</c>.</summary>
    public string Name => NameOf(Code);

    public static string NameOf(RejectionCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    public override string ToString() => $"{Name}: {Detail}";
}
