namespace Sirekap.Elections.Statements;

/// <summary>
/// Who of those who watch signed the paper itself, in ink, or refused to (UU 7/2017 Art. 389, 390), as the polling staff say it: a witness
/// without a key of their own signs there and nowhere else. Whoever is named in neither was absent. Nothing waits for them, and no class
/// moves by it.
/// </summary>
/// <param name="Signed">Places among the definition's watchers, from 0, ascending.</param>
/// <param name="Refused">Places of those who were there and did not sign, ascending; none that is among the signed.</param>
public sealed record PaperSignatures(IReadOnlyList<int> Signed, IReadOnlyList<int> Refused);
