using System.Diagnostics.Metrics;
using NetTapi.Loop;
using NetTapi.Server.Health;
using NetTapi.Sip.Agents;
using NetTapi.Switch;

namespace NetTapi.Server.Hosting;

/// <summary>What goes on in the phone system, and what SIP and the recordings have lost, under the meter <c>NetTapi.Switch</c>.</summary>
internal sealed class SwitchGauges : IFreshFigures, IDisposable
{
    /// <summary>A loop that does not answer is told by <c>/health/ready</c>; the figures are then those of the last time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly BuiltInSwitch _phones;
    private readonly UserAgent _sip;
    private readonly IControlLoop _loop;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private (SwitchFigures Phones, UserAgentFigures Sip) _figures;

    public SwitchGauges(BuiltInSwitch phones, SipParts sip, IControlLoop loop, TimeProvider time, IMeterFactory meters)
    {
        (_phones, _sip, _loop, _time) = (phones, sip.UserAgent, loop, time);
        _meter = meters.Create("NetTapi.Switch");
        Add("nettapi.calls", "Calls going on, internal ones included.", static figures => figures.Calls);
        Add("nettapi.lines.taken", "Outside lines in use.", static figures => figures.LinesTaken);
        Add("nettapi.calls.parked", "Calls in park places.", static figures => figures.Parked);
        Add("nettapi.rooms", "Conference rooms somebody is in.", static figures => figures.Rooms);
        Add("nettapi.recordings", "Recordings being made.", static figures => figures.Recordings);
        Count("nettapi.sip.dropped", "SIP messages dropped because more came than are worked on at a time.", () => _figures.Sip.Dropped);
        Count("nettapi.sip.malformed", "Packets and connections at the SIP ports that held no SIP message.", () => _figures.Sip.Malformed);
        Count("nettapi.recordings.lost.samples", "Samples, 8,000 a second and side, that came faster than the disk took them: holes in recordings.", () => sip.Media.Recordings.LostSamples);
    }

    /// <inheritdoc />
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<(SwitchFigures, UserAgentFigures)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(static look => look.turn.SetResult((look.phones.Figures, look.sip.Figures)), (turn, phones: _phones, sip: _sip));
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

    private void Add(string name, string description, Func<SwitchFigures, int> figure) => _meter.CreateObservableGauge(name, () => figure(_figures.Phones), description: description);

    private void Count(string name, string description, Func<long> figure) => _meter.CreateObservableCounter(name, figure, description: description);
}
