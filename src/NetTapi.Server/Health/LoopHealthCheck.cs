using Microsoft.Extensions.Diagnostics.HealthChecks;
using NetTapi.Loop;

namespace NetTapi.Server.Health;

/// <summary>Whether the control loop takes a turn in time: a loop that is held up holds up every call.</summary>
internal sealed class LoopHealthCheck(IControlLoop loop, TimeProvider time) : IHealthCheck
{
    /// <summary>Longer than any burst should take, shorter than anyone's patience with a health probe.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(static turn => turn.SetResult(), turn);
        try
        {
            await turn.Task.WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"the control loop took no turn within {Patience.TotalSeconds:0} s");
        }
    }
}
