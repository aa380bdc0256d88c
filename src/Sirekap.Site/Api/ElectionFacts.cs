using Sirekap.Elections.Statements;
using Sirekap.Node;

namespace Sirekap.Site.Api;

/// <summary>What of a ledger never changes after its first entry, read once so that nobody waits for it.</summary>
internal sealed class ElectionFacts
{
    public ElectionFacts(LedgerNode node)
    {
        (Id, Kind, Codec) = node.Read((record, _) => (record.Head.Election, record.Definition.Kind, record.Codec));
    }

    /// <summary>The election's id.</summary>
    public string Id { get; }

    public ElectionKind Kind { get; }

    /// <summary>Reads and writes this election's statements.</summary>
    public StatementCodec Codec { get; }
}
