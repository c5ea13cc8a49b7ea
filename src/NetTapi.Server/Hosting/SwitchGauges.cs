using System.Diagnostics.Metrics;
using NetTapi.Loop;
using NetTapi.Server.Health;
using NetTapi.Switch;

namespace NetTapi.Server.Hosting;

/// <summary>What goes on in the phone system, as gauges of the meter <c>NetTapi.Switch</c>.</summary>
internal sealed class SwitchGauges : IFreshFigures, IDisposable
{
    /// <summary>A loop that does not answer is told by <c>/health/ready</c>; the figures are then those of the last time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly BuiltInSwitch _phones;
    private readonly IControlLoop _loop;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private SwitchFigures _figures;

    public SwitchGauges(BuiltInSwitch phones, IControlLoop loop, TimeProvider time, IMeterFactory meters)
    {
        (_phones, _loop, _time) = (phones, loop, time);
        _meter = meters.Create("NetTapi.Switch");
        Add("nettapi.calls", "Calls going on, internal ones included.", static figures => figures.Calls);
        Add("nettapi.lines.taken", "Outside lines in use.", static figures => figures.LinesTaken);
        Add("nettapi.calls.parked", "Calls in park places.", static figures => figures.Parked);
        Add("nettapi.rooms", "Conference rooms somebody is in.", static figures => figures.Rooms);
        Add("nettapi.recordings", "Recordings being made.", static figures => figures.Recordings);
    }

    /// <inheritdoc />
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<SwitchFigures>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(static look => look.turn.SetResult(look.phones.Figures), (turn, phones: _phones));
        try
        {
            _figures = await turn.Task.WaitAsync(Patience, _time, cancellation);
        }
        catch (TimeoutException)
        {
            // As said above.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private void Add(string name, string description, Func<SwitchFigures, int> figure) => _meter.CreateObservableGauge(name, () => figure(_figures), description: description);
}
