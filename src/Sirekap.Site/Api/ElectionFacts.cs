using Sirekap.Elections.Statements;
using Sirekap.Node;

namespace Sirekap.Site.Api;

/// <summary>What of a ledger never changes after its first entry, read once so that nobody waits for it.</summary>
internal sealed class ElectionFacts
{
    private readonly byte[] _prefix;

    public ElectionFacts(LedgerNode node)
    {
        (Id, Kind, _prefix) = node.Read((record, _) => (record.Head.Election, record.Definition.Kind, record.Prefix.ToArray()));
    }

    /// <summary>The election's id.</summary>
    public string Id { get; }

    public ElectionKind Kind { get; }

    /// <summary>The beginning of every statement of this election.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;
}
