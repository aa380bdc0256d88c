using System.CommandLine;
using Sirekap.Training;

try
{
    var parsed = TrainCommand.Create().Parse(args);
    var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? TrainCommand.Unusable : exit;
}
catch (Exception e) when (e is TrainingFailure or IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine($"train: {e.Message}");
    return TrainCommand.Unusable;
}
