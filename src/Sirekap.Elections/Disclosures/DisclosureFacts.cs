using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Disclosures;

/// <summary>
/// The facts that a disclosure of each category may state, in the order in which they are written. A closed set: a page has a line for
/// each, also where nobody has filled it.
/// </summary>
public static class DisclosureFacts
{
    /// <summary>Keys of a category's facts.</summary>
    public static IReadOnlyList<string> KeysOf(DisclosureCategory category) =>
        category switch
        {
            DisclosureCategory.Contract => ["exists", "party", "value", "until", "executedIn"],
            DisclosureCategory.Hosting => ["place", "operator"],
            DisclosureCategory.Network => ["operator", "topology", "protection"],
            DisclosureCategory.Software => ["name", "version", "source", "licence"],
            DisclosureCategory.Release => ["version", "sha256"],
            DisclosureCategory.Budget => ["year", "amount", "origin"],
            DisclosureCategory.Procurement => ["method", "party", "value", "number"],
            DisclosureCategory.Audit => ["auditor", "subject", "finding", "date"],
            DisclosureCategory.Commitment => ["party", "promise", "until"],
            DisclosureCategory.Other => ["note"],
            _ => throw new ArgumentOutOfRangeException(nameof(category)),
        };
}
