// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The processor time that this process has used: what a budget counts, so that a busy machine does not
/// change what is hidden.
public enum ProcessorTime {
    /// What has been used so far.
    public static var spent: Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(Int(time.tv_sec)) + .nanoseconds(Int(time.tv_nsec))
    }
}
