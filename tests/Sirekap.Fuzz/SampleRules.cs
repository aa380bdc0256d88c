namespace Sirekap.Fuzz;

/// <summary>What a structure says of a contest between its kind and its districts, as far as the name of the latter.</summary>
internal static class SampleRules
{
    public const string Tickets = "\"tier\":\"nation\",\"rule\":{\"method\":\"majority\",\"majority\":500,\"spread\":200}," + Form;

    public const string Parties = "\"tier\":\"nation\",\"rule\":{\"method\":\"sainte-lague\",\"threshold\":40}," + Form;

    public const string Individuals = "\"tier\":\"nation\",\"rule\":{\"method\":\"plurality\"}," + Form;

    private const string Form =
        "\"form\":[\"roll\",\"fromRoll\",\"transferred\",\"sameDay\",\"voters\",\"ballots\",\"disabled\",\"sums\"],\"districts\":";
}
