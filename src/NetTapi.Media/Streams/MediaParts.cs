using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>What all legs of a plane share.</summary>
internal sealed record MediaParts(IControlLoop Loop, MediaOptions Options, MediaClock Clock, RecordingWriter Recorder);
