namespace NetTapi.Media;

/// <summary>A recording without a file.</summary>
internal sealed class SimulatedRecording : IRecording
{
    private readonly SimulatedMediaPlane _plane;
    private readonly RecordingRequest _request;
    private readonly TimeSpan _began;
    private bool _ended;

    public SimulatedRecording(SimulatedMediaPlane plane, RecordingRequest request)
    {
        _plane = plane;
        _request = request;
        _began = plane.Loop.Now.Monotonic;
        plane.Began(this);
    }

    public string Path => _request.Path;

    public void Stop() => End(RecordingEndReason.Stopped, null);

    public void End(RecordingEndReason reason, string? fault)
    {
        if (_ended) return;
        _ended = true;
        _plane.Ended(this);
        var end = new RecordingEnd(reason, _plane.Loop.Now.Monotonic - _began, _plane.RecordingLoss, fault, HasFile: reason != RecordingEndReason.Failed);
        _plane.Loop.Post(static told => told.request.Ended(told.end), (request: _request, end));
    }
}
