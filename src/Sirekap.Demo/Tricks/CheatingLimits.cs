namespace Sirekap.Demo.Tricks;

/// <summary>What one visitor's trick may cost. One is played at a time; a copy holds the entries once and the result documents.</summary>
/// <param name="MostEntries">Entries of a ledger; a night of 20,000 stations has about 45,000.</param>
/// <param name="MostBytes">Bytes of all entries.</param>
/// <param name="MostWaiting">How many may wait for their turn.</param>
public sealed record CheatingLimits(long MostEntries = 250_000, long MostBytes = 256L << 20, int MostWaiting = 8);
