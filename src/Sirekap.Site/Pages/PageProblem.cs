namespace Sirekap.Site.Pages;

/// <summary>Why there is no page.</summary>
public enum PageProblem
{
    /// <summary>No such address.</summary>
    NotFound,

    /// <summary>No such region or station.</summary>
    NoPlace,

    /// <summary>The place has no part in the contest.</summary>
    NotHere,

    /// <summary>The ledger never was of that size.</summary>
    NoSuchPast,

    /// <summary>The ledger has stopped: what memory holds is no longer what the disk holds.</summary>
    Stopped,

    /// <summary>Too many ask for what takes long.</summary>
    Busy,
}
