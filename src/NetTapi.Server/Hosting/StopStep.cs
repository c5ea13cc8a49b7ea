namespace NetTapi.Server.Hosting;

/// <summary>One step of an orderly stop.</summary>
/// <param name="Name">What it does, for the log.</param>
/// <param name="Limit">How long it is waited for, at most, before the next one begins.</param>
/// <param name="Run">Does it.</param>
internal sealed record StopStep(string Name, TimeSpan Limit, Func<Task> Run)
{
    /// <summary>
    /// Runs steps one after the other. A step that fails, or that takes longer than its limit, is logged and does not keep the later ones from their turn:
    /// the records must get to disk whatever a session or a peer does. Where the time of all is up, the rest is begun and not waited for.
    /// </summary>
    /// <param name="steps">The steps.</param>
    /// <param name="within">The time of all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Told what takes too long, or fails.</param>
    public static async Task RunAllAsync(IEnumerable<StopStep> steps, TimeSpan within, TimeProvider time, ILogger log)
    {
        var began = time.GetTimestamp();
        foreach (var step in steps)
        {
            log.Stopping(step.Name);
            try
            {
                var left = within - time.GetElapsedTime(began);
                await step.Run().WaitAsync(left < TimeSpan.Zero ? TimeSpan.Zero : left < step.Limit ? left : step.Limit, time);
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
