using System.CommandLine;
using Sirekap.Cli;
using Sirekap.Cli.Commands;
using Sirekap.Ledger.Storage;
using Sirekap.Verification;

var root = new RootCommand("Sirekap, open and verifiable: from station forms to a national result that anyone can recompute.")
{
    InitCommand.Create(),
    EnrolCommand.Create(),
    OfficersCommand.Create(),
    KitsCommand.Create(),
    FormCommand.Create(),
    ReviewCommand.Create(),
    PlenaryCommand.Create(),
    DriftCommand.Create(),
    AttestCommand.Create(),
    ObjectCommand.Create(),
    AnswerCommand.Create(),
    CertifyCommand.Create(),
    SealCommand.Create(),
    UnsealCommand.Create(),
    DiceCommand.Create(),
    SimulateCommand.Create(),
    RehearseCommand.Create(),
    ImportCommand.Create(),
    TotalsCommand.Create(),
    StationCommand.Create(),
    FormsCommand.Create(),
    ChecksCommand.Create(),
    DiscloseCommand.Create(),
    ExtendCommand.Create(),
    CandidateCommand.Create(),
    AgreeCommand.Create(),
    PublishCommand.Create(),
    VerifyCommand.Fill(new Command("verify", "Recompute a publication from its files and say what holds.")),
    WitnessCommand.Create(),
    ServeCommand.Create(),
    DemoCommand.Create(),
    KeysCommand.Create(),
    ReadCommand.Create(),
};

try
{
    var parsed = root.Parse(args);
    var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? Exit.Unusable : exit;
}
catch (Exception e)
    when (e
            is CommandFailure
                or IOException
                or UnauthorizedAccessException
                or StoreInUseException
                or StoreDamagedException
                or LedgerStoppedException
                or InvalidDataException
    )
{
    Console.Error.WriteLine($"sirekap: {e.Message}");
    return Exit.Unusable;
}
catch (Exception e) when (MissingLibrary.In(e) is { } missing)
{
    Console.Error.WriteLine($"sirekap: {missing}");
    return Exit.Unusable;
}
