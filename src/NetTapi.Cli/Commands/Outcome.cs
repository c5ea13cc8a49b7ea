using NetTapi.Client;

namespace NetTapi.Cli.Commands;

/// <summary>Turns the end of a command into an exit status and a line for people.</summary>
internal static class Outcome
{
    public static async Task<int> OfAsync(Surroundings around, Func<Task<int>> command, CancellationToken cancellation)
    {
        try
        {
            return await command();
        }
        catch (NetTapiRefusedException exception)
        {
            return await FailAsync(around, ExitStatus.Refused, exception.Error);
        }
        catch (Exception exception) when (exception is NetTapiConnectionException or NoServerException)
        {
            return await FailAsync(around, ExitStatus.NoConnection, exception.Message);
        }
        catch (UsageException exception)
        {
            return await FailAsync(around, ExitStatus.Usage, exception.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitStatus.Ok;
        }
    }

    private static async Task<int> FailAsync(Surroundings around, int status, string text)
    {
        await around.Error.WriteLineAsync(Output.Plain.Of(text));
        return status;
    }
}
