namespace NetTapi.Server.Hosting;

/// <summary>One step of an orderly stop.</summary>
/// <param name="Name">What it does, for the log.</param>
/// <param name="Limit">How long it is waited for before the next one begins.</param>
/// <param name="Run">Does it.</param>
internal sealed record StopStep(string Name, TimeSpan Limit, Func<Task> Run)
{
    /// <summary>
    /// Runs steps one after the other. A step that fails, or that takes longer than its limit, is logged and does not keep the later ones from their turn:
    /// the records must get to disk whatever a session or a peer does.
    /// </summary>
    public static async Task RunAllAsync(IEnumerable<StopStep> steps, TimeProvider time, ILogger log)
    {
        foreach (var step in steps)
        {
            log.Stopping(step.Name);
            try
            {
                await step.Run().WaitAsync(step.Limit, time);
            }
            catch (TimeoutException)
            {
                log.StopTookTooLong(step.Name);
            }
            catch (Exception fault)
            {
                log.StopFailed(step.Name, fault);
            }
        }
    }
}
