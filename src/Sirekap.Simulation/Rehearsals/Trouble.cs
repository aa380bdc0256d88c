namespace Sirekap.Simulation.Rehearsals;

/// <summary>What goes wrong around an act, or is tried by somebody who should not.</summary>
public enum Trouble : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The telephone that signs is a day off.</summary>
    WrongClock,

    /// <summary>The same text once more, minutes later.</summary>
    SentAgain,

    /// <summary>The line, as <see cref="Carriage"/> says.</summary>
    WeakLink,
    CutMidway,
    CutUnderWay,
    CutAfterwards,
    TenAtOnce,
    Bundled,
    Killed,

    /// <summary>A form under a key that nobody enrolled.</summary>
    Stranger,

    /// <summary>A figure changed after the signing.</summary>
    ChangedBytes,

    /// <summary>The telephone of one station signs the form of another.</summary>
    OtherStation,

    /// <summary>A committee signs a form in a station's name.</summary>
    CommitteeSigns,

    /// <summary>A telephone is revoked after it signed and before its form arrives.</summary>
    LostPhone,

    /// <summary>A second officer of the station photographs and signs the same form.</summary>
    TwoOfficers,

    /// <summary>More telephones than a station may have.</summary>
    FourthPhone,

    /// <summary>A form of another election.</summary>
    OtherElection,

    /// <summary>A contest that there is not.</summary>
    UnknownContest,

    /// <summary>Votes for one choice less than the ballot has.</summary>
    WrongBallot,

    /// <summary>No signed note at all.</summary>
    Garbage,

    /// <summary>More bytes than a statement may have.</summary>
    TooLarge,

    /// <summary>A statement under another type of content.</summary>
    WrongType,

    /// <summary>A photo's bytes are not those of its address.</summary>
    OtherPhoto,

    /// <summary>A photo under a key that nobody enrolled.</summary>
    StrangersPhoto,

    /// <summary>A photo with place and time in it, as a telephone writes it: they are taken out.</summary>
    PhotoWithPlace,

    /// <summary>The same at the door for blobs, which takes nothing out and so does not take it.</summary>
    PlaceInBlob,

    /// <summary>What is no picture, as a photo.</summary>
    NoPhoto,

    /// <summary>A line breaks amid a photo.</summary>
    PhotoCut,

    /// <summary>A kit enrols a telephone of another station.</summary>
    KitElsewhere,

    /// <summary>A key that stands is enrolled again.</summary>
    KeyAgain,

    /// <summary>Whoever enrols enrols themselves.</summary>
    EnrolsSelf,

    /// <summary>A committee decides in another's district.</summary>
    OtherDistrict,

    /// <summary>A decision on what has been decided.</summary>
    Stale,

    /// <summary>A form accepted over other checks than it fails.</summary>
    OtherChecks,

    /// <summary>Somebody who watches signs a form that they have signed or refused.</summary>
    AttestedAgain,

    /// <summary>A committee answers what is settled.</summary>
    AnsweredAgain,

    /// <summary>A plenary certifies another region.</summary>
    OtherPlenary,
}
