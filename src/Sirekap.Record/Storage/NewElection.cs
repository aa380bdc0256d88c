using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Storage;

/// <summary>What a ledger begins with.</summary>
/// <param name="Head">Origin, id, rules.</param>
/// <param name="Kind">Real, copy or simulation.</param>
/// <param name="Quorum">How many roots must sign to withhold.</param>
/// <param name="Contests">The structure's canonical JSON.</param>
/// <param name="Regions">The regions' text.</param>
/// <param name="Names">The names document (<see cref="ElectionNames"/>).</param>
public sealed record NewElection(StatementHead Head, ElectionKind Kind, int Quorum, byte[] Contests, byte[] Regions, byte[] Names)
{
    /// <summary>Makes the folder, stores the blobs and begins the ledger with the definition, signed by all roots given.</summary>
    /// <exception cref="InvalidOperationException">The election exists already.</exception>
    /// <exception cref="InvalidDataException">
    /// The names are none that can be shown; nothing is written. A ledger that begins with them shows codes for ever.
    /// </exception>
    public Sequencer Begin(ElectionFolder folder, IReadOnlyList<SignerKey> roots, SignerKey log, TimeProvider clock)
    {
        if (folder.Exists)
        {
            throw new InvalidOperationException($"{folder.Root} holds an election already");
        }

        if (!ElectionNames.TryParse(Names, out _, out var flaw))
        {
            throw new InvalidDataException($"the names of election {Head.Election}: {flaw}");
        }

        folder.Create();
        var definition = new Definition(
            Kind,
            log.Verifier.PublicKey.ToArray(),
            [.. roots.Select(root => root.Verifier.PublicKey.ToArray())],
            Quorum,
            folder.Blobs.Add(Contests),
            folder.Blobs.Add(Regions),
            folder.Blobs.Add(Names)
        );
        return Sequencer.Open(folder, log, clock, Signing.Entry(Head, definition, roots));
    }
}
