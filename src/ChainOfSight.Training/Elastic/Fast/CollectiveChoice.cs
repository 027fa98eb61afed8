using ChainOfSight.Storage;
using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Collectives;

namespace ChainOfSight.Training.Elastic;

/// <summary>What adds gradients up over replicas in mode <c>fast</c>.</summary>
internal static class CollectiveChoice
{
    /// <summary>The variable that chooses; <c>host</c> = through the memory of the host, <c>device</c> = from GPU to GPU or not at all. Default: from GPU to GPU where that is possible.</summary>
    public const string Variable = "COS_COLLECTIVES";

    /// <summary>What a device adds up with; null = the memory of the host.</summary>
    /// <exception cref="UserErrorException">The variable has another value, or asks for what is not there.</exception>
    public static IDeviceCollectives? Of(Device device) => Of(device.type, Environment.GetEnvironmentVariable(Variable), TensorEngine.Collectives);

    internal static IDeviceCollectives? Of(DeviceType device, string? chosen, IDeviceCollectives collectives)
    {
        switch (chosen)
        {
            case null or "" or "host" or "device":
                return device != DeviceType.CUDA || chosen == "host" ? null
                    : collectives.Missing is not { } missing ? collectives
                    : chosen == "device" ? throw new UserErrorException($"{Variable} is \"device\", and GPUs cannot add up among themselves: {missing}")
                    : null;
            default:
                throw new UserErrorException($"{Variable} is \"{chosen}\"; legal are host (gradients go through the memory of the host), device (from GPU to GPU) or nothing (from GPU to GPU where that is possible).");
        }
    }
}
